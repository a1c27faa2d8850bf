import { partsOfSet } from "../build/allocations";
import { SECURES, type Securing } from "../clocks/activity";
import type { AppliedSplit } from "../commission";
import { allocationsBy } from "../lists/operator-allocations";
import type { Network } from "../network";
import type { Operator } from "../operator";
import { isRead } from "../source";
import { splitAtSet } from "../splits";
import { compareKnown } from "../unknown";

/** A split of rewards, in basis points, with its pending change. `isDefault`: the operator set none. */
export interface MoveSplit {
  bps: number | null;
  isDefault: boolean;
  pendingBps: number | null;
  pendingAt: Date | null;
}

/** An operator's splits at one AVS: of the rewards of the AVS, and of each set that has or may have the operator. */
export interface SplitsAtAvs {
  /** Whether it surely secures the AVS; "unknown" where it may. */
  securing: Securing;
  avs: MoveSplit;
  sets: (MoveSplit & { setNumber: number })[];
}

/**
 * Returns the splits of both operators: of programmatic incentives, and at each AVS that one of them secures or may
 * secure, the shared ones first; `null` where an operator is not known to secure it. Which AVSs pay rewards is in no
 * column.
 */
export function moveSplits(network: Network, from: Operator, to: Operator) {
  const [before, after] = [splitsByAvs(network, from), splitsByAvs(network, to)];
  const rows = Array.from(new Set([...before.keys(), ...after.keys()]), (address) => ({
    address,
    name: network.avs.get(address)?.name ?? null,
    from: before.get(address) ?? null,
    to: after.get(address) ?? null,
  }));
  return {
    pi: { from: splitOf(from.commission.pi), to: splitOf(to.commission.pi) },
    defaultBps: network.totals.defaultSplitBps,
    /** Whether it was read which AVSs operators are registered with. Without it every missing split is not known. */
    areAvsRead: isRead(network.source, "operator_avs_relationships"),
    rows: rows.sort(
      (a, b) =>
        Number(b.from !== null && b.to !== null) - Number(a.from !== null && a.to !== null) ||
        Number(b.from !== null) - Number(a.from !== null) ||
        compareKnown(a.name?.toLowerCase() ?? null, b.name?.toLowerCase() ?? null, "ascending") ||
        compareKnown(a.address, b.address, "ascending"),
    ),
  };
}

const splitOf = ({ bps, source, pending }: AppliedSplit): MoveSplit => ({
  bps,
  isDefault: source === "DEFAULT",
  pendingBps: pending?.toBps ?? null,
  pendingAt: pending?.activatesAt ?? null,
});

function splitsByAvs(network: Network, operator: Operator): Map<string, SplitsAtAvs> {
  const own = allocationsBy(network, operator);
  const found = new Map<string, SplitsAtAvs>();
  for (const { avs, securing, split, memberOfSets } of operator.avs) {
    if (!SECURES.has(securing) && securing !== "unknown") continue;
    const allocated = own.filter((row) => row.avs === avs && row.membership.kind !== "left");
    const member = (memberOfSets ?? []).map((id) => (id.includes("-") ? id.toLowerCase() : `${avs}-${id}`));
    const sets = new Set([...member, ...allocated.map(({ operatorSet }) => operatorSet)]);
    found.set(avs, {
      securing,
      avs: splitOf(split),
      sets: Array.from(sets, (operatorSet) => ({
        setNumber: partsOfSet(operatorSet).number,
        ...splitOf(splitAtSet(network, operator, operatorSet)),
      })).sort((a, b) => a.setNumber - b.setNumber),
    });
  }
  return found;
}
