/** The limits of the six gates. Ratios are 0..1. */
export interface Thresholds {
  /** The version of the methodology. Version 1 was the pipeline's score alone. */
  version: number;
  /** The first day on which this version decides. */
  since: string;
  /** Gate 1: at least this part lost, of the operator's value or of one strategy, counts as most of it. */
  mostlyLostRatio: number;
  /** Gate 1: a strategy decides alone if it held at least this part of the operator's value. */
  strategyRatio: number;
  /** Gate 2: at least this many clues make a set appear to be the operator's own. */
  clueCount: number;
  /** Gate 3: a short allocation delay fails if at least this part of the operator's value can be redistributed. */
  redistributableRatio: number;
  /** Gates 2 and 3: an operator's own set counts if it can slash at least this part of the operator's value. */
  ownSetRatio: number;
  /** Gate 4: an operator that secures nothing is silent after this many days without an act of its own. */
  silentDays: number;
  /** Gate 5: pages say so if one AVS can slash more than the first part of the value, and the second part fails. */
  worstAvsSaidRatio: number;
  worstAvsRatio: number;
  /** Gate 6: it fails if more than this part of the stake has no price, or no magnitude. */
  missingRatio: number;
  /** Gate 6: it fails with fewer days of history than this. */
  historyDayCount: number;
}

/** Every version of the thresholds, the newest first. */
export const VERDICT_VERSIONS: readonly [Thresholds, ...Thresholds[]] = [
  {
    version: 2,
    since: "2026-11-30",
    mostlyLostRatio: 0.5,
    strategyRatio: 0.1,
    clueCount: 2,
    redistributableRatio: 0.1,
    ownSetRatio: 0.1,
    silentDays: 365,
    worstAvsSaidRatio: 0.2,
    worstAvsRatio: 0.5,
    missingRatio: 0.2,
    historyDayCount: 30,
  },
];

export const THRESHOLDS = VERDICT_VERSIONS[0];
