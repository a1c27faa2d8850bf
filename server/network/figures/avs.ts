import { pairOf } from "../build/draft";
import type { Columns } from "../lists/list";
import { perNetwork } from "../lists/per-network";
import type { Allocation, Avs, Network } from "../network";
import type { Operator, OperatorAvs } from "../operator";
import { knownSet } from "../slashing/known-sets";
import { recipientFacts } from "../slashing/recipient";
import { compareKnown, valueFigures } from "../unknown";
import { verdictOf } from "../verdict/judge";
import { VERDICT_COLUMN } from "../verdict/verdict-column";
import { exposureFigures, groupAllocations } from "./exposure";

const allocationsByAvs = perNetwork(({ allocations }) => groupAllocations(allocations, ({ avs }) => avs));

/** Returns the allocations to an AVS, in effect or announced. */
export const allocationsTo = (network: Network, { address }: Avs): Allocation[] =>
  allocationsByAvs(network).get(address) ?? [];

/** Returns the known sets of an AVS, by number, with the recipient of slashed stake if known. */
export function avsSets(network: Network, avs: Avs) {
  const allocated = groupAllocations(allocationsTo(network, avs), ({ operatorSet }) => operatorSet);
  const rows = avs.sets.flatMap((id) => {
    const set = network.operatorSets.get(id);
    const recipient = recipientFacts(id, set?.chain);
    return set
      ? [
          {
            id,
            setNumber: set.number,
            ...exposureFigures(allocated.get(id) ?? [], set),
            slashingCount: avs.slashingCount === null ? null : set.slashings.length,
            lastActivityAt: set.lastActivityAt,
            /** `null` if not known, which does not mean that the set cannot slash. */
            slasher: set.chain ? set.chain.slasher : (knownSet(id)?.slasher?.address ?? null),
            /** The slasher that the chain says takes over, and from which block; both `null` if none is known. */
            pendingSlasher: set.chain?.pendingSlasher ?? null,
            pendingSlasherBlock: set.chain?.pendingSlasherBlock ?? null,
            /** The contract says that none is set. */
            isWithoutSlasher: set.chain !== null && set.chain.slasher === null,
            /** `null` if the set is not known; `false` if slashed stake is burned. */
            isRedistributing: recipient && recipient.redistributionRecipient !== null,
            redistributionRecipient: recipient?.redistributionRecipient ?? null,
          },
        ]
      : [];
  });
  return rows.sort((a, b) => compareKnown(a.allocatedUsd, b.allocatedUsd, "descending"));
}

/** One operator of an AVS: how and since when it secures the AVS, in USD and counts. */
export type AvsOperatorRow = ReturnType<typeof operatorOfAvs>;
/** An operator of an AVS with its allocations there and its split of the AVS's rewards. */
export type AvsAllocatorRow = AvsOperatorRow & ReturnType<typeof allocatedBy>;

const operatorOfAvs = (network: Network, operator: Operator, part: OperatorAvs | undefined) => ({
  address: operator.address,
  name: operator.name,
  isActive: operator.isActive,
  verdict: verdictOf(network, operator).word,
  ...valueFigures(operator.value),
  delegatorCount: operator.delegatorCount,
  /** When it registered at the AVSDirectory; `null` for an operator that secures the AVS through operator sets. */
  registeredSince: part?.directoryStatus === "REGISTERED" ? part.statusSince : null,
  securing: part?.securing ?? "unknown",
  slashingCount: operator.slashingCount,
});

function allocatedBy(
  { allocationCount, areAllocationsComplete }: Operator,
  allocations: Allocation[] | undefined,
  part: OperatorAvs | undefined,
) {
  const nothing = allocationCount === null || !areAllocationsComplete ? null : 0;
  const exposure = allocations && exposureFigures(allocations);
  return {
    allocatedUsd: exposure ? exposure.allocatedUsd : nothing,
    isAllocatedUpperBound: exposure?.isAllocatedUpperBound ?? false,
    unpricedAllocatedCount: exposure?.unpricedCount ?? 0,
    /** `null` if nothing is allocated. */
    setNumbers: allocations
      ? [...new Set(allocations.map(({ setNumber }) => setNumber))].sort((a, b) => a - b)
      : null,
    commissionBps: part?.split.bps ?? null,
  };
}

const partsByPair = perNetwork(
  ({ operators }) =>
    new Map(
      [...operators.values()].flatMap(({ avs }) =>
        avs.map((part): [string, OperatorAvs] => [pairOf(part.operator, part.avs), part]),
      ),
    ),
);

/** Returns the operators that secure each AVS, the largest first. */
const operatorsByAvs = perNetwork((network) => {
  const parts = partsByPair(network);
  return new Map(
    Array.from(network.avs.values(), (avs): [string, AvsAllocatorRow[]] => {
      const allocated = groupAllocations(allocationsTo(network, avs), ({ operator }) => operator);
      return [
        avs.address,
        [...avs.operators, ...avs.unknownOperators].flatMap((address) => {
          const operator = network.operators.get(address);
          const part = parts.get(pairOf(address, avs.address));
          if (!operator) return [];
          return [
            {
              ...operatorOfAvs(network, operator, part),
              ...allocatedBy(operator, allocated.get(address), part),
            },
          ];
        }),
      ];
    }),
  );
});

/** Returns the operators that secure an AVS, or may secure it, with their allocations to it. */
export const avsAllocators = (network: Network, { address }: Avs): AvsAllocatorRow[] =>
  operatorsByAvs(network).get(address) ?? [];

const freeRows = new WeakMap<AvsAllocatorRow[], AvsOperatorRow[]>();

/** Returns the operators of an AVS without the paid figures. */
export function avsOperators(network: Network, avs: Avs): AvsOperatorRow[] {
  const whole = avsAllocators(network, avs);
  const rows =
    freeRows.get(whole) ??
    whole.map(
      ({
        allocatedUsd: _,
        isAllocatedUpperBound: __,
        unpricedAllocatedCount: ___,
        setNumbers: ____,
        commissionBps: _____,
        ...row
      }) => row,
    );
  freeRows.set(whole, rows);
  return rows;
}

/** A row with or without the paid figures. */
export type ListedAvsOperatorRow = AvsOperatorRow & Partial<AvsAllocatorRow>;

export const AVS_OPERATOR_COLUMNS = {
  name: { unit: "text", value: (row) => row.name },
  verdict: VERDICT_COLUMN,
  tvs: { unit: "usd", value: (row) => row.tvsUsd },
  delegators: { unit: "count", value: (row) => row.delegatorCount },
  since: { unit: "time", value: (row) => row.registeredSince },
  allocated: { unit: "usd", value: ({ allocatedUsd = null }) => allocatedUsd, feature: "avsAllocators" },
  sets: {
    unit: "text",
    value: ({ setNumbers }) => setNumbers?.join(" ") ?? null,
    sort: null,
    feature: "avsAllocators",
  },
  commission: { unit: "bps", value: ({ commissionBps = null }) => commissionBps, feature: "avsAllocators" },
} as const satisfies Columns<ListedAvsOperatorRow>;
export type AvsOperatorColumnId = keyof typeof AVS_OPERATOR_COLUMNS;

/**
 * Returns how many operators keep each split of an AVS's rewards, the lowest split first and `null`, not known, last.
 */
export function avsCommissions(network: Network, avs: Avs) {
  const counts = new Map<number | null, number>();
  const sure = new Set(avs.operators);
  for (const { address, commissionBps } of avsAllocators(network, avs)) {
    // An operator that may not secure the AVS may have no split of its rewards.
    const split = sure.has(address) ? commissionBps : null;
    counts.set(split, (counts.get(split) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => compareKnown(a, b, "ascending"))
    .map(([commissionBps, operatorCount]) => ({ commissionBps, operatorCount }));
}
