import type { VerdictWord } from "./verdict";

/** Every word as a person reads it. */
export const VERDICT_LABEL: Record<VerdictWord, string> = {
  "stake-redistributed": "Stake redistributed",
  "stake-burnt": "Stake burnt",
  "slashable-before-leaving": "Slashable before you can leave",
  "was-slashed": "Was slashed",
  exposed: "Exposed",
  "not-enough-known": "Not enough known",
  silent: "Silent",
  "no-red-flag": "No red flag",
};

/** How bad a word is: nothing is ever "safe". */
export type VerdictTone = "stop" | "warning" | "quiet" | "neutral";

export const VERDICT_TONE: Record<VerdictWord, VerdictTone> = {
  "stake-redistributed": "stop",
  "stake-burnt": "stop",
  "slashable-before-leaving": "stop",
  "was-slashed": "warning",
  exposed: "warning",
  "not-enough-known": "quiet",
  silent: "quiet",
  "no-red-flag": "neutral",
};
