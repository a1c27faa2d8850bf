import { formatNumber } from "@/server/format";
import { GATE_IDS } from "@/server/network/verdict/verdict";

/** How many questions of a verdict have an answer, and whether that is fewer because the demo models the operator. */
export interface Answered {
  answeredGateCount: number;
  isVerdictDemoLimited: boolean;
}

/** Returns how many of the six questions have an answer: "3 of 6 questions answered, demo". */
export const answeredWords = ({ answeredGateCount, isVerdictDemoLimited }: Answered): string =>
  `${formatNumber(answeredGateCount)} of ${formatNumber(GATE_IDS.length)} questions answered${isVerdictDemoLimited ? ", demo" : ""}`;

/** The columns of a file with the number of answered questions, and whether the demo leaves some open. */
export const ANSWERED_CSV = {
  verdict_answered_gate_count: (row: Answered) => row.answeredGateCount,
  is_verdict_demo_limited: (row: Answered) => row.isVerdictDemoLimited,
};
