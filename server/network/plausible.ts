import { knownNumber } from "./unknown";

/** An implausible figure, reported once per run in the log. */
interface HeldBack {
  column: string;
  value: number;
}

/** A plausible figure, or `null` with the column to report. */
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

/** Returns a sum in US dollars; `null` if it is negative, or above the network's value by more than a thousandth. */
export const plausibleUsd = (column: string, usd: number | null, networkUsd: number | null): Judged =>
  judge(column, usd, (value) => value >= 0 && (networkUsd === null || value <= networkUsd * 1.001));
