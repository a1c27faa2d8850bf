import { knownNumber } from "./unknown";

/** A figure that was held back, for one log line a run. */
interface HeldBack {
  column: string;
  value: number;
}

/** A figure that can be, or `null` with the column that is to be reported. */
export interface Judged {
  value: number | null;
  heldBack: HeldBack | null;
}

function judge(column: string, value: number | null, isPlausible: (value: number) => boolean): Judged {
  const known = knownNumber(value);
  if (known === null) return { value: null, heldBack: null };
  return isPlausible(known)
    ? { value: known, heldBack: null }
    : { value: null, heldBack: { column, value: known } };
}

/** Returns a sum in US dollars unless it is negative or above the whole network's value (with a thousandth to spare). */
export const plausibleUsd = (column: string, usd: number | null, networkUsd: number | null): Judged =>
  judge(column, usd, (value) => value >= 0 && (networkUsd === null || value <= networkUsd * 1.001));
