import { formatCounted } from "@/server/format";

/** How certain a value is: it may be an upper bound, or some parts may be unknown. */
export interface Certainty {
  isTvsUpperBound?: boolean | undefined;
  unpricedCount?: number | undefined;
  /** For slashable value: some of it may not be slashable. */
  isUpTo?: boolean | undefined;
  /** For a change: the number of parts left out, since they are not known on both days. */
  leftOutCount?: number | undefined;
}

/** Returns how certain an allocated value is. */
export const allocatedCertainty = (row: {
  isAllocatedUpperBound: boolean;
  unpricedCount: number;
}): Certainty => ({ isTvsUpperBound: row.isAllocatedUpperBound, unpricedCount: row.unpricedCount });

/** Returns how certain the most that can be slashed is. */
export const slashableCertainty = (row: {
  isSlashableUpperBound: boolean;
  isSlashableUpTo: boolean;
  unpricedSlashableCount: number;
}): Certainty => ({
  isTvsUpperBound: row.isSlashableUpperBound,
  isUpTo: row.isSlashableUpTo,
  unpricedCount: row.unpricedSlashableCount,
});

/** Returns how certain a past or simulated loss is. */
export const lossCertainty = (row: {
  isUpperBound?: boolean;
  isLossUpperBound?: boolean;
  isUpTo?: boolean;
  unpricedCount?: number;
}): Certainty => ({
  isTvsUpperBound: row.isUpperBound || row.isLossUpperBound,
  isUpTo: row.isUpTo,
  unpricedCount: row.unpricedCount,
});

/** Returns a sentence on why a value is not exact; `undefined` if it is. */
function certaintyWords({
  isTvsUpperBound,
  unpricedCount = 0,
  isUpTo,
  leftOutCount = 0,
}: Certainty): string | undefined {
  const words = [
    isTvsUpperBound && "At most: the data does not show everything that slashings took, so it may be lower",
    isUpTo && "At most: whether all of it can be slashed is not known",
    unpricedCount > 0 && `Without ${formatCounted(unpricedCount, "part")} of unknown value`,
    leftOutCount > 0 &&
      `Without ${formatCounted(leftOutCount, "part")} not known on both days: stakes of an operator in a strategy`,
  ].filter((text) => text);
  return words.length === 0 ? undefined : `${words.join(". ")}.`;
}

/** Renders a star after a value that is not exact, with the reason. */
export function ValueMark(certainty: Certainty) {
  const words = certaintyWords(certainty);
  if (!words) return null;
  return (
    <span title={words} className="cursor-help text-medium">
      <span aria-hidden="true">*</span>
      <span className="sr-only"> ({words})</span>
    </span>
  );
}
