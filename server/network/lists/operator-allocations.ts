import {
  exposureByAvs,
  exposureByStrategy,
  exposureFigures,
  groupAllocations,
  ofAll,
} from "../figures/exposure";
import type { Allocation, Network } from "../network";
import type { Operator } from "../operator";
import { magnitudeRatio } from "../slashing/magnitude";
import { splitAtAvs, splitAtSet } from "../splits";
import { compareKnown } from "../unknown";
import type { Columns } from "./list";
import { perNetwork } from "./per-network";

const byOperator = perNetwork(({ allocations }) => groupAllocations(allocations, ({ operator }) => operator));

/** Returns an operator's allocations, in effect or announced, the largest first. */
export const allocationsBy = (network: Network, { address }: Operator): Allocation[] =>
  byOperator(network).get(address) ?? [];

/** Returns whether an allocation has a magnitude in effect now, or may have one. */
const isInEffect = ({ force }: Allocation) => force.most !== 0n;

const namesOf = ({ avs, strategies }: Network, allocation: Allocation) => ({
  avs: allocation.avs,
  avsName: avs.get(allocation.avs)?.name ?? null,
  setNumber: allocation.setNumber,
  strategy: allocation.strategy,
  symbol: strategies.get(allocation.strategy)?.symbol ?? null,
});

/**
 * Returns the number of allocations in effect, the number of pending changes, and the utilization of each strategy.
 */
export function allocationSummary(network: Network, operator: Operator) {
  const own = allocationsBy(network, operator);
  const now = own.filter(isInEffect);
  const known = (count: number) => (operator.allocationCount === null ? null : count);
  return {
    /** Whether the data has all of its allocations, if allocations were read. */
    areAllocationsComplete: operator.areAllocationsComplete,
    /** `null` if allocations were not read, or the data may lack the only ones; the other counts likewise. */
    allocationCount: known(now.length),
    /** Allocations with a pending change whose present magnitude is not known. */
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

/** One allocation in effect. `ratio` is its part of the operator's magnitude in the strategy, 0..1. */
export type OperatorAllocationRow = ReturnType<typeof rowsOf>[number];

const rowsOf = (network: Network, operator: Operator) =>
  allocationsBy(network, operator)
    .filter(isInEffect)
    .map((allocation) => ({
      ...namesOf(network, allocation),
      ratio: allocation.ratio,
      allocatedUsd: allocation.allocated.knownUsd,
      isAllocatedUpperBound: allocation.allocated.isUpperBound,
      /** Whether the set can slash it now; "up-to" means possibly. */
      slashability: allocation.slashability,
      reason: allocation.reason,
      /** The splits for both ways in which an AVS may pay; which one applies depends on the AVS. */
      avsSplitBps: splitAtAvs(network, operator, allocation.avs).bps,
      setSplitBps: splitAtSet(network, operator, allocation.operatorSet).bps,
      /** `null` if a change is pending: then the row of that change has the date. */
      allocatedAt: allocation.force.pending ? null : allocation.allocatedAt,
    }));

const rowsByOperator = perNetwork(() => new WeakMap<Operator, OperatorAllocationRow[]>());

/** Returns an operator's allocations in effect, the largest first. */
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

/**
 * Returns the changes that are announced and not yet in effect, the next one first. `ratio` is the allocation after
 * the change.
 */
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

/** Returns an operator's allocated value by AVS, by operator set and by strategy, each the largest first. */
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
    /** The part of all allocated value that is at the largest AVS. */
    largestRatio: byAvs[0]?.ofAllRatio ?? null,
    bySet: bySet.sort((a, b) => compareKnown(a.allocatedUsd, b.allocatedUsd, "descending")),
    byStrategy: exposureByStrategy(network, now).map(({ address, ...row }) => ({
      strategy: address,
      ...row,
    })),
  };
}
