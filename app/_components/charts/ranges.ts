import { formatCounted } from "@/server/format";

/** The ranges of every history, as written in the URL. */
export const RANGES = ["30d", "90d", "1y", "all"] as const;
export type Range = (typeof RANGES)[number];

const LABELS: Record<Range, string> = { "30d": "30d", "90d": "90d", "1y": "1y", all: "All" };

/** Returns the links of a range switch. */
export const rangeSegments = (current: Range, hrefOf: (range: Range) => string) =>
  RANGES.map((range) => ({ href: hrefOf(range), label: LABELS[range], current: range === current }));

const DAYS = { "30d": 30, "90d": 90, "1y": 365 };
const WORDS = { "30d": "30 days", "90d": "90 days", "1y": "a year" };
const DAY_MS = 86_400_000;

/**
 * Returns in words how long a change is measured over, between two known days such as "2026-07-05": the range if its
 * first day is known, else the days that are.
 */
export function spanWords(range: Range, first: string, last: string): string {
  const days = Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS);
  return range !== "all" && days >= DAYS[range] - 1
    ? `over ${WORDS[range]}`
    : `over ${formatCounted(days, "day")}`;
}
