import type { Columns } from "../lists/list";
import { perNetwork } from "../lists/per-network";
import type { Allocation, Network } from "../network";
import type { Operator } from "../operator";
import { magnitudeRatio } from "../slashing/magnitude";
import { compareKnown } from "../unknown";
import { exposureByAvs, exposureByStrategy, exposureFigures, groupAllocations, ofAll } from "./exposure";

const byOperator = perNetwork(({ allocations }) => groupAllocations(allocations, ({ operator }) => operator));

/** Returns what an operator allocates, now or announced, the largest first. */
const allocationsBy = (network: Network, { address }: Operator): Allocation[] =>
  byOperator(network).get(address) ?? [];

/** Returns whether an allocation has slashable stake now, or may have. */
const isInEffect = ({ force }: Allocation) => force.most !== 0n;

const namesOf = ({ avs, strategies }: Network, allocation: Allocation) => ({
  avs: allocation.avs,
  avsName: avs.get(allocation.avs)?.name ?? null,
  setNumber: allocation.setNumber,
  strategy: allocation.strategy,
  symbol: strategies.get(allocation.strategy)?.symbol ?? null,
});

/** Returns how many allocations are in effect and how many changes wait, and how much of each strategy is promised. */
export function allocationSummary(network: Network, operator: Operator) {
  const own = allocationsBy(network, operator);
  const now = own.filter(isInEffect);
  const known = (count: number) => (operator.allocationCount === null ? null : count);
  return {
    /** `null` where allocations were not read, as the other counts. */
    allocationCount: known(now.length),
    /** Of these it is not known how much stands until a change that waits. */
    unknownCount: now.filter(({ force }) => force.current === null).length,
    avsCount: known(new Set(now.map(({ avs }) => avs)).size),
    operatorSetCount: known(new Set(now.map(({ operatorSet }) => operatorSet)).size),
    pendingCount: operator.pendingCount,
    strategies: operator.strategies.flatMap(({ strategy, utilizationRatio, encumberedMagnitude }) =>
      encumberedMagnitude !== 0n
        ? [
            {
              address: strategy,
              symbol: network.strategies.get(strategy)?.symbol ?? null,
              utilizationRatio,
            },
          ]
        : [],
    ),
  };
}

/** One allocation in effect: `ratio` is of the operator's magnitude in the strategy, 0..1. */
export type OperatorAllocationRow = ReturnType<typeof rowsOf>[number];

/** Splits of both ways in which an AVS may pay: which one counts depends on that. */
function splitsOf({ commission }: Operator, { avs, operatorSet }: Allocation, defaultBps: number | null) {
  const own = commission.operatorSets.find((one) => one.operatorSet === operatorSet);
  return {
    avsSplitBps: (commission.avs.find((one) => one.avs === avs) ?? { bps: defaultBps }).bps,
    setSplitBps: (own ?? { bps: defaultBps }).bps,
  };
}

const rowsOf = (network: Network, operator: Operator) =>
  allocationsBy(network, operator)
    .filter(isInEffect)
    .map((allocation) => ({
      ...namesOf(network, allocation),
      ratio: allocation.ratio,
      allocatedUsd: allocation.allocated.knownUsd,
      isAllocatedUpperBound: allocation.allocated.isUpperBound,
      /** Whether the set can slash it now: "up-to" where that is not known. */
      slashability: allocation.slashability,
      reason: allocation.reason,
      ...splitsOf(operator, allocation, network.totals.defaultSplitBps),
      /** `null` for one that is about to change: its row tells when that was announced. */
      allocatedAt: allocation.force.pending ? null : allocation.allocatedAt,
    }));

const rowsByOperator = perNetwork(() => new WeakMap<Operator, OperatorAllocationRow[]>());

/** Returns every allocation of an operator that is in effect, the largest first. */
export function operatorAllocations(network: Network, operator: Operator): OperatorAllocationRow[] {
  const known = rowsByOperator(network);
  const rows = known.get(operator) ?? rowsOf(network, operator);
  known.set(operator, rows);
  return rows;
}

export const OPERATOR_ALLOCATION_COLUMNS = {
  avs: { unit: "text", value: (row) => row.avsName ?? row.avs },
  strategy: { unit: "text", value: (row) => row.symbol },
  value: { unit: "usd", value: (row) => row.allocatedUsd },
  magnitude: { unit: "ratio", value: (row) => row.ratio },
  commission: { unit: "bps", value: (row) => row.avsSplitBps },
  since: { unit: "time", value: (row) => row.allocatedAt },
} as const satisfies Columns<OperatorAllocationRow>;
export type OperatorAllocationColumnId = keyof typeof OPERATOR_ALLOCATION_COLUMNS;

/** Returns the changes that are announced and not in effect, the next one first; `ratio` is what will be allocated then. */
export function pendingAllocations(network: Network, operator: Operator) {
  const maxOf = new Map(operator.strategies.map((held) => [held.strategy, held.maxMagnitude]));
  return allocationsBy(network, operator)
    .flatMap((allocation) => {
      const { pending } = allocation.force;
      if (!pending) return [];
      const max = maxOf.get(allocation.strategy) ?? null;
      return [
        {
          ...namesOf(network, allocation),
          isDeallocation: pending.to === 0n,
          ratio: magnitudeRatio(pending.to, max),
          heldRatio: pending.from === 0n ? 0 : magnitudeRatio(pending.from, max),
          allocatedUsd: allocation.announced?.knownUsd ?? null,
          isAllocatedUpperBound: allocation.announced?.isUpperBound ?? false,
          announcedAt: allocation.allocatedAt,
          effectBlock: pending.effectBlock,
          effectAt: allocation.effectAt,
        },
      ];
    })
    .sort((a, b) => compareKnown(a.effectBlock, b.effectBlock, "ascending"));
}

/** Returns what an operator has allocated, by AVS, by operator set and by strategy, each the largest first. */
export function allocationShares(network: Network, operator: Operator) {
  const now = allocationsBy(network, operator).filter(isInEffect);
  const bySet = Array.from(
    groupAllocations(now, ({ operatorSet }) => operatorSet),
    ([, [first, ...rest]]) =>
      first && {
        avs: first.avs,
        avsName: network.avs.get(first.avs)?.name ?? null,
        setNumber: first.setNumber,
        ofAllRatio: ofAll([first, ...rest], now),
        ...exposureFigures([first, ...rest]),
      },
  ).flatMap((set) => set ?? []);
  const byAvs = exposureByAvs(network, now);
  return {
    byAvs,
    /** The part of all allocated value at the first AVS. */
    largestRatio: byAvs[0]?.ofAllRatio ?? null,
    bySet: bySet.sort((a, b) => compareKnown(a.allocatedUsd, b.allocatedUsd, "descending")),
    byStrategy: exposureByStrategy(network, now).map(({ address, ...row }) => ({
      strategy: address,
      ...row,
    })),
  };
}
