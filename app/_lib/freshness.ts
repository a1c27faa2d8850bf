const HOUR_MS = 3_600_000;
export const LATE_HOURS = 26;
export const OLD_DAYS = 3;

export type FreshnessState = "fresh" | "late" | "old" | "demo" | "unknown";

/**
 * How the age of the figures is to be judged. A pipeline that runs once a day is late after 26 hours and out of date
 * after 3 days; a demo is meant to end on some day and gets no alarm.
 */
export function freshnessOf(updatedAt: Date | null, isDemo: boolean, now: Date): FreshnessState {
  if (!updatedAt) return "unknown";
  if (isDemo) return "demo";
  const hours = (now.getTime() - updatedAt.getTime()) / HOUR_MS;
  return hours < LATE_HOURS ? "fresh" : hours < OLD_DAYS * 24 ? "late" : "old";
}
