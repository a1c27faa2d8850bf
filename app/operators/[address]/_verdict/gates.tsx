import type { AnswerTone } from "./answer-mark";
import { ActsAnswer, CoverageAnswer, OwnSetsAnswer, SlashedAnswer } from "./answers";
import { ExitAnswer } from "./exit-answer";
import { Gate, QUESTIONS } from "./gate";
import type { OperatorVerdict } from "./verdict-lead";
import { WorstAvsAnswer } from "./worst-avs-answer";

type Props = { address: string; verdict: OperatorVerdict };

/** Shows the six questions, each with its answer and a link to the evidence. */
export function Gates({ address, verdict }: Props) {
  const page = `/operators/${address}`;
  const { slashed, ownSets, exit, acts, worstAvs, coverage } = verdict;
  const wasSlashed = slashed.slashingCount > 0;
  return (
    <ol className="divide-y">
      <Gate
        question={QUESTIONS.slashed}
        tone={toneOf(slashed.passes, slashed.isMostLost ? "stop" : "warning")}
        evidence={wasSlashed ? [`/slashings?operator=${address}`, "Transactions"] : undefined}
      >
        <SlashedAnswer verdict={verdict} />
      </Gate>
      <Gate
        question={QUESTIONS.ownSets}
        tone={toneOf(ownSets.passes, slashed.isMostLost ? "stop" : "warning")}
        evidence={ownSets.sets[0]?.isOwn ? [`/avs/${ownSets.sets[0].avs}`, "The AVS"] : undefined}
      >
        <OwnSetsAnswer verdict={verdict} />
      </Gate>
      <Gate
        question={QUESTIONS.exit}
        tone={exit.passes && exit.isCaution ? "warning" : toneOf(exit.passes, "stop")}
        evidence={["#leaving", "Timeline"]}
      >
        <ExitAnswer verdict={verdict} />
      </Gate>
      <Gate
        question={QUESTIONS.acts}
        tone={toneOf(acts.passes, "warning")}
        evidence={[`${page}/activity`, "Activity"]}
      >
        <ActsAnswer verdict={verdict} />
      </Gate>
      <Gate
        question={QUESTIONS.worstAvs}
        tone={worstAvs.passes && worstAvs.isSaid ? "warning" : toneOf(worstAvs.passes, "warning")}
        evidence={[`${page}/allocations`, "Allocations"]}
      >
        <WorstAvsAnswer verdict={verdict} />
      </Gate>
      <Gate
        question={QUESTIONS.coverage}
        tone={toneOf(coverage.passes, "warning")}
        evidence={["/status", "Data"]}
      >
        <CoverageAnswer verdict={verdict} />
      </Gate>
    </ol>
  );
}

const toneOf = (passes: boolean | null, failing: "stop" | "warning"): AnswerTone =>
  passes === null ? "unknown" : passes ? "passes" : failing;
