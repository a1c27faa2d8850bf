import { VERDICT_WORDS, type VerdictWord } from "./verdict";

/**
 * The verdict as a column of a list of operators. The worst has the highest number, so descending order begins with
 * it.
 */
export const VERDICT_COLUMN = {
  unit: "level",
  value: (row: { verdict: VerdictWord }) => row.verdict,
  sort: ({ verdict }: { verdict: VerdictWord }) => VERDICT_WORDS.length - VERDICT_WORDS.indexOf(verdict),
} as const;
