import type { Allocation, Exposure } from "../network";
import { addSums, EMPTY_SUM, type UsdSum } from "../unknown";

export const NO_EXPOSURE: Exposure = {
  allocated: EMPTY_SUM,
  slashable: EMPTY_SUM,
  slashableUpTo: EMPTY_SUM,
  announcedUpTo: EMPTY_SUM,
  allocationCount: 0,
  pendingCount: 0,
};

/** Returns what some allocations come to: exposures of any sets and AVSs add up. */
export function exposureOf(allocations: readonly Allocation[] = []): Exposure {
  if (allocations.length === 0) return NO_EXPOSURE;
  const sum = (part: (allocation: Allocation) => UsdSum) => addSums(allocations.map(part));
  return {
    allocated: sum((row) => row.allocated),
    slashable: sum((row) => row.slashable),
    slashableUpTo: sum((row) => row.slashableUpTo),
    announcedUpTo: sum((row) => row.announcedUpTo),
    allocationCount: allocations.length,
    pendingCount: allocations.filter(({ force }) => force.pending !== null).length,
  };
}
