const HOUR_MS = 3_600_000;
export const LATE_HOURS = 26;
export const OLD_DAYS = 3;

export type FreshnessState = "fresh" | "late" | "old" | "unknown";

/** Returns how old a daily pipeline's figures are: late after 26 hours, old after 3 days, for a demo too. */
export function freshnessOf(updatedAt: Date | null, now: Date): FreshnessState {
  if (!updatedAt) return "unknown";
  const hours = (now.getTime() - updatedAt.getTime()) / HOUR_MS;
  return hours < LATE_HOURS ? "fresh" : hours < OLD_DAYS * 24 ? "late" : "old";
}
