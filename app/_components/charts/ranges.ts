/** The ranges of every history, as written in the URL. */
export const RANGES = ["30d", "90d", "1y", "all"] as const;
export type Range = (typeof RANGES)[number];

const LABELS: Record<Range, string> = { "30d": "30d", "90d": "90d", "1y": "1y", all: "All" };

/** Returns the links of a range switch. */
export const rangeSegments = (current: Range, hrefOf: (range: Range) => string) =>
  RANGES.map((range) => ({ href: hrefOf(range), label: LABELS[range], current: range === current }));
