import type { Steps } from "../build/draft";
import type { Avs, Network, OperatorSet } from "../network";
import { slashingPower } from "../slashing/slashing-power";
import { isRead } from "../source";
import { ceilingOf } from "./ceiling";
import { completenessOf } from "./completeness";
import { grouped, membersOf, type Power, type Secured } from "./members";
import type { AvsSecurity, Ceiling, SecurityState } from "./security";
import type { Share } from "./share";

/** The power and share of the ceiling that lists and headlines show: a third of the slashable stake. */
const HEADLINE = { power: "stake", share: "third" } as const satisfies { power: Power; share: Share };

/** Returns whether an AVS has a ceiling, or why it has none. */
function securityState(network: Secured, avs: Avs): SecurityState {
  const complete = completenessOf(network);
  if (!isRead(network.source, "operator_allocations")) return "not-read";
  if (avs.sets.length === 0) return complete.hasAllSets(avs.address) ? "nothing" : "none-known";
  if (!complete.hasAllAllocations(avs.address)) return "not-in-demo";
  if (setsThatSlash(network, avs).length > 0) return "ceiling";
  return complete.hasAllSets(avs.address) ? "nothing" : "nothing-known";
}

/** Returns the sets of an AVS that can slash something, or may, by number. */
const setsThatSlash = ({ operatorSets }: Secured, avs: Avs): OperatorSet[] =>
  avs.sets.flatMap((id) => {
    const set = operatorSets.get(id);
    const power = set && slashingPower({ setCount: 1, slashingCount: 0, exposure: set });
    return set && (power === "slashes" || power === "may-slash") ? [set] : [];
  });

/** Returns the headline of every AVS by its address, in a step for each set that can slash something. */
export function* buildSecurity(network: Secured): Steps<Map<string, AvsSecurity>> {
  const groups = grouped(network);
  const found = new Map<string, AvsSecurity>();
  for (const avs of network.avs.values()) {
    const state = securityState(network, avs);
    const sets = state === "ceiling" ? setsThatSlash(network, avs) : [];
    let weakest: AvsSecurity["weakest"] = null;
    for (const set of sets) {
      yield;
      const ceiling = ceilingOf(membersOf(network, set, groups), HEADLINE.power, HEADLINE.share);
      if (ceiling && (!weakest || costOf(ceiling) < costOf(weakest.ceiling)))
        weakest = { setNumber: set.number, ceiling };
    }
    found.set(avs.address, { state, weakest, slashingSetCount: state === "not-read" ? null : sets.length });
  }
  return found;
}

/** Returns the upper bound, by which ceilings are ordered: one without a known limit must not count as low. */
const costOf = ({ usd }: Ceiling) => usd.most ?? Number.POSITIVE_INFINITY;

/** Returns the headline of an AVS on a network. */
export const securityIn = ({ security }: Network, { address }: Pick<Avs, "address">): AvsSecurity =>
  security.get(address) ?? { state: "not-read", weakest: null, slashingSetCount: null };
