import type { VerdictWord } from "@/server/network/verdict/verdict";
import { VerdictMark } from "./verdict-mark";

/** The heading, cell and file of the verdict's column in a list of operators. */
export const VERDICT_LOOK = {
  header: "Verdict",
  first: "desc",
  priority: 2,
  metric: "verdict",
  csv: "verdict",
  cell: (row: { verdict: VerdictWord }) => <VerdictMark word={row.verdict} />,
} as const;
