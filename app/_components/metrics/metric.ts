export type SectionId =
  | "verdict"
  | "chain"
  | "scores"
  | "concentration"
  | "entities"
  | "volatility"
  | "values"
  | "what-breaks-first"
  | "security"
  | "commission"
  | "labels";

/** A figure that pages, files and /methodology show, described once. */
export interface Metric {
  label: string;
  /** The definition, shown in a tip. */
  what: string;
  unit: keyof typeof UNITS;
  /** The end of its heading in CSV files. */
  csv?: string;
  /** The section of /methodology with its formula. */
  section: SectionId;
  formula: string;
}

/** The units of metrics, as /methodology names them. */
export const UNITS = {
  usd: "US dollars",
  ratio: "ratio, 0 to 1",
  bps: "basis points",
  count: "count",
  days: "days",
  points: "points, 0 to 100",
  percentile: "percentile, 0 to 100",
  level: "level in a word",
  index: "index, 0 to 1",
};
