import { formatCounted } from "@/app/_lib/format";

/** How much of a value is known: it may be smaller, or parts are not in it. */
export interface Certainty {
  isTvsUpperBound?: boolean | undefined;
  unpricedCount?: number | undefined;
  /** Of what can be slashed: whether all of it can is not known. */
  isUpTo?: boolean | undefined;
  /** Of a change: parts that are not known on both days, and are not compared. */
  leftOutCount?: number | undefined;
}

/** Returns how much of what is allocated is known. */
export const allocatedCertainty = (row: {
  isAllocatedUpperBound: boolean;
  unpricedCount: number;
}): Certainty => ({ isTvsUpperBound: row.isAllocatedUpperBound, unpricedCount: row.unpricedCount });

/** Returns how much of a loss, past or supposed, is known. */
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

/** Returns what there is to say of a value that is not exact, if anything. */
function certaintyWords({
  isTvsUpperBound,
  unpricedCount = 0,
  isUpTo,
  leftOutCount = 0,
}: Certainty): string | undefined {
  const words = [
    isTvsUpperBound && "At most: the data does not tell all that slashings took, so it may be lower",
    isUpTo && "At most: whether all of it can be slashed is not known",
    unpricedCount > 0 && `Without ${formatCounted(unpricedCount, "part")} of unknown value`,
    leftOutCount > 0 &&
      `Without ${formatCounted(leftOutCount, "part")} not known on both days: stakes of an operator in a strategy`,
  ].filter((text) => text);
  return words.length === 0 ? undefined : `${words.join(". ")}.`;
}

/** The small star after a value that is not exact; it says why. */
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
