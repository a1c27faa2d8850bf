import type { VerdictWord } from "./verdict";

/** The words of a verdict, as pages and files show them. */
export const VERDICT_LABEL: Record<VerdictWord, string> = {
  "stake-redistributed": "Stake redistributed",
  "stake-burned": "Stake burned",
  "slashable-before-leaving": "Slashable before you can leave",
  "was-slashed": "Was slashed",
  exposed: "Exposed",
  "not-enough-known": "Not enough known",
  silent: "Silent",
  "no-red-flag": "No red flag",
};

/** How bad a word of the verdict is. None of them says "safe". */
export type VerdictTone = "stop" | "warning" | "quiet" | "neutral";

export const VERDICT_TONE: Record<VerdictWord, VerdictTone> = {
  "stake-redistributed": "stop",
  "stake-burned": "stop",
  "slashable-before-leaving": "stop",
  "was-slashed": "warning",
  exposed: "warning",
  "not-enough-known": "quiet",
  silent: "quiet",
  "no-red-flag": "neutral",
};
