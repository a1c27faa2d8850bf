import { Link } from "@/app/_components/navigation/link";
import { cx } from "@/app/_components/ui/cx";
import { AnswerMark, type AnswerTone } from "./answer-mark";
import {
  ActsAnswer,
  CoverageAnswer,
  ExitAnswer,
  OwnSetsAnswer,
  SlashedAnswer,
  WorstAvsAnswer,
} from "./answers";
import type { OperatorVerdict } from "./verdict-lead";

type Props = { address: string; verdict: OperatorVerdict };

/** Shows the six questions, each with its answer and a link to the evidence. */
export function Gates({ address, verdict }: Props) {
  const page = `/operators/${address}`;
  const { slashed, ownSets, exit, acts, worstAvs, coverage } = verdict;
  const wasSlashed = slashed.slashingCount > 0;
  return (
    <ol className="divide-y">
      <Gate
        question="Has it been slashed?"
        tone={toneOf(slashed.passes, slashed.isMostLost ? "stop" : "warning")}
        evidence={wasSlashed ? [`/slashings?operator=${address}`, "Transactions"] : undefined}
      >
        <SlashedAnswer verdict={verdict} />
      </Gate>
      <Gate
        question="By itself?"
        tone={toneOf(ownSets.passes, slashed.isMostLost ? "stop" : "warning")}
        evidence={ownSets.sets[0]?.isOwn ? [`/avs/${ownSets.sets[0].avs}`, "The AVS"] : undefined}
      >
        <OwnSetsAnswer verdict={verdict} />
      </Gate>
      <Gate
        question="Can stake be slashed before you can leave?"
        tone={exit.passes && exit.isCaution ? "warning" : toneOf(exit.passes, "stop")}
        evidence={["#leaving", "Timeline"]}
      >
        <ExitAnswer verdict={verdict} />
      </Gate>
      <Gate
        question="Does it still act?"
        tone={toneOf(acts.passes, "warning")}
        evidence={[`${page}/activity`, "Activity"]}
      >
        <ActsAnswer verdict={verdict} />
      </Gate>
      <Gate
        question="How much hangs on one slash?"
        tone={worstAvs.passes && worstAvs.isSaid ? "warning" : toneOf(worstAvs.passes, "warning")}
        evidence={[`${page}/allocations`, "Allocations"]}
      >
        <WorstAvsAnswer verdict={verdict} />
      </Gate>
      <Gate
        question="Is enough known?"
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

type GateProps = {
  question: string;
  tone: AnswerTone;
  /** The address and the words of a link. */
  evidence?: [href: string, words: string] | undefined;
  children: React.ReactNode;
};

const Gate = ({ question, tone, evidence, children }: GateProps) => (
  <li
    className={cx(
      "grid grid-cols-[16px_1fr_auto] items-baseline gap-x-3 gap-y-0.5 px-4 py-2.5 md:px-5",
      "xl:grid-cols-[16px_minmax(150px,210px)_minmax(0,1fr)_auto]",
    )}
  >
    <AnswerMark tone={tone} />
    <h3 className="font-medium">{question}</h3>
    <p className="col-start-2 col-end-4 row-start-2 text-dim xl:col-auto xl:row-auto">{children}</p>
    {evidence && (
      <Link
        href={evidence[0]}
        prefetch={false}
        className="col-start-3 row-start-1 text-xs text-accent hover:underline xl:col-start-4"
      >
        {evidence[1]}
      </Link>
    )}
  </li>
);
