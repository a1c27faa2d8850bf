import type { VerdictWord } from "@/server/network/verdict/verdict";
import { VerdictMark } from "./verdict-mark";

/** How the column of a verdict looks in a list of operators. */
export const VERDICT_LOOK = {
  header: "Verdict",
  first: "desc",
  priority: 2,
  metric: "verdict",
  csv: "verdict",
  cell: (row: { verdict: VerdictWord }) => <VerdictMark word={row.verdict} />,
} as const;
