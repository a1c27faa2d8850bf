import { exposureOf } from "../build/exposure";
import type { Exposure } from "../exposure";
import type { Allocation, Network } from "../network";
import { partOf } from "../parts";
import { slashableFigures } from "../slashing/slashable-figures";
import { addSums, allocatedFigures, compareKnown } from "../unknown";

/** Returns allocations grouped by a key, in the order in which the keys first occur. */
export function groupAllocations(
  allocations: readonly Allocation[],
  keyOf: (allocation: Allocation) => string,
): Map<string, Allocation[]> {
  const groups = new Map<string, Allocation[]>();
  for (const allocation of allocations) {
    const key = keyOf(allocation);
    const group = groups.get(key);
    if (group) group.push(allocation);
    else groups.set(key, [allocation]);
  }
  return groups;
}

/**
 * Returns the totals of some allocations in USD: in effect, surely slashable now, and slashable at most. With the
 * `exposure` of a set, all are `null` if allocations were not read.
 */
export function exposureFigures(
  allocations: readonly Allocation[],
  exposure: Exposure = exposureOf(allocations),
) {
  const { allocated, allocationCount, pendingCount } = exposure;
  const count = (part: (allocation: Allocation) => string) =>
    allocationCount === null ? null : new Set(allocations.map(part)).size;
  return {
    ...allocatedFigures(allocated),
    ...slashableFigures(exposure),
    pendingCount,
    operatorCount: count(({ operator }) => operator),
    operatorSetCount: count(({ operatorSet }) => operatorSet),
    strategyCount: count(({ strategy }) => strategy),
  };
}

/** Returns these allocations summed by AVS, the largest first. */
export const exposureByAvs = ({ avs }: Network, allocations: readonly Allocation[]) =>
  Array.from(
    groupAllocations(allocations, (one) => one.avs),
    ([address, own]) => ({
      address,
      name: avs.get(address)?.name ?? null,
      ofAllRatio: ofAll(own, allocations),
      ...exposureFigures(own),
    }),
  ).sort(largestFirst);

/** Returns these allocations summed by strategy, the largest first. */
export const exposureByStrategy = ({ strategies }: Network, allocations: readonly Allocation[]) =>
  Array.from(
    groupAllocations(allocations, (one) => one.strategy),
    ([address, own]) => ({
      address,
      symbol: strategies.get(address)?.symbol ?? null,
      ofAllRatio: ofAll(own, allocations),
      ...exposureFigures(own),
    }),
  ).sort(largestFirst);

/** Returns the part that some allocations are of all of them, by priced value. */
export const ofAll = (own: readonly Allocation[], all: readonly Allocation[]) =>
  partOf(allocatedBy(own), allocatedBy(all));

const allocatedBy = (allocations: readonly Allocation[]) =>
  addSums(allocations.map(({ allocated }) => allocated));

const largestFirst = (a: { allocatedUsd: number | null; address: string }, b: typeof a) =>
  compareKnown(a.allocatedUsd, b.allocatedUsd, "descending") ||
  compareKnown(a.address, b.address, "ascending");
