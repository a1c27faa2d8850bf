/** The limits that the six gates compare with. Ratios are 0..1. */
export interface Thresholds {
  /** Of methodology; 1 was the pipeline's score alone. */
  version: number;
  /** The day from which on this version decides. */
  since: string;
  /** Gate 1: so much lost, of the operator's value or of one strategy, is most of it. */
  mostlyLostRatio: number;
  /** Gate 1: a strategy decides alone if it held at least so much of the operator's value. */
  strategyRatio: number;
  /** Gate 2: so many clues make a set appear to be the operator's own. */
  clueCount: number;
  /** Gate 3: so much of its value in strategies that can be redistributed makes a short allocation delay a failure. */
  redistributableRatio: number;
  /** Gates 2 and 3: a set of its own that can slash so much of its value counts. */
  ownSetRatio: number;
  /** Gate 4: after so many days without an act of its own an operator that secures nothing is silent. */
  silentDays: number;
  /** Gate 5: more than this of its value that one AVS can slash is said, and more than the second fails. */
  worstAvsSaidRatio: number;
  worstAvsRatio: number;
  /** Gate 6: more than this of its value without price or magnitude is too little known. */
  missingRatio: number;
  /** Gate 6: fewer days of history are too few. */
  historyDayCount: number;
}

/** Every version of the thresholds that a verdict had, the newest first. */
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
