import { VERDICT_WORDS, type VerdictWord } from "./verdict";

/** The column of a verdict in a list of operators. The worst is last in the order of a level, so descending begins with it. */
export const VERDICT_COLUMN = {
  unit: "level",
  value: (row: { verdict: VerdictWord }) => row.verdict,
  sort: ({ verdict }: { verdict: VerdictWord }) => VERDICT_WORDS.length - VERDICT_WORDS.indexOf(verdict),
} as const;
