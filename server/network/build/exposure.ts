import type { Exposure } from "../exposure";
import type { Allocation } from "../network";
import type { OperatorStrategy } from "../operator";
import { isAllPromised } from "../slashing/magnitude";
import { isRead } from "../source";
import { addSums, EMPTY_SUM, sumOf, type UsdSum } from "../unknown";
import type { Draft } from "./draft";

export const NO_EXPOSURE: Exposure = {
  allocated: EMPTY_SUM,
  slashable: EMPTY_SUM,
  slashableUpTo: EMPTY_SUM,
  announcedUpTo: EMPTY_SUM,
  allocationCount: 0,
  pendingCount: 0,
};

const NOT_READ = sumOf(null);
const UNKNOWN_EXPOSURE: Exposure = {
  allocated: NOT_READ,
  slashable: NOT_READ,
  slashableUpTo: NOT_READ,
  announcedUpTo: NOT_READ,
  allocationCount: null,
  pendingCount: null,
};

/** Returns the exposure of some allocations; unknown, not 0, if the network has no allocations at all. */
const exposureIn = ({ facts }: Pick<Draft, "facts">, allocations?: readonly Allocation[]): Exposure =>
  isRead(facts, "operator_allocations") ? exposureOf(allocations) : UNKNOWN_EXPOSURE;

/**
 * Returns the exposure of some allocations of which the data may lack others: what is known, and one part that is not.
 * With none in the data it is unknown, not 0.
 */
export function exposureAmong(
  draft: Pick<Draft, "facts">,
  isComplete: boolean,
  allocations: readonly Allocation[] = [],
): Exposure {
  if (isComplete) return exposureIn(draft, allocations);
  if (allocations.length === 0) return UNKNOWN_EXPOSURE;
  const { allocationCount, pendingCount, ...sums } = exposureIn(draft, allocations);
  const andUnknown = (sum: UsdSum) => addSums([sum, NOT_READ]);
  return {
    allocated: andUnknown(sums.allocated),
    slashable: andUnknown(sums.slashable),
    slashableUpTo: andUnknown(sums.slashableUpTo),
    announcedUpTo: andUnknown(sums.announcedUpTo),
    allocationCount,
    pendingCount: pendingCount === 0 ? null : pendingCount,
  };
}

/**
 * Returns whether the data has all allocations of a position: it is known of the operator, or all of the maximum magnitude
 * is promised and the allocations in the data promise exactly as much.
 */
export const hasAllAllocations = (
  { complete }: Pick<Draft, "complete">,
  position: OperatorStrategy,
  own: readonly Allocation[] = [],
): boolean =>
  complete.ofOperator(position.operator) ||
  (isAllPromised(position) && promisedBy(own) === position.encumberedMagnitude);

/** Returns the magnitude that allocations promise: a rise counts from its announcement, a fall from its effect. */
function promisedBy(allocations: readonly Allocation[]): bigint | null {
  let sum = 0n;
  for (const { force } of allocations) {
    const next = force.pending ? force.pending.to : 0n;
    if (force.current === null || next === null) return null;
    sum += next > force.current ? next : force.current;
  }
  return sum;
}

/** Returns the total exposure of some allocations. Exposures add up across sets and AVSs. */
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
