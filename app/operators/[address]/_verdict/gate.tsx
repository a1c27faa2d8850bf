import { Link } from "@/app/_components/navigation/link";
import { cx } from "@/app/_components/ui/cx";
import type { GateId } from "@/server/network/verdict/verdict";
import { AnswerMark, type AnswerTone } from "./answer-mark";

/** The six questions of the verdict, as the page asks them. */
export const QUESTIONS: Record<GateId, string> = {
  slashed: "Has it been slashed?",
  ownSets: "By a set of its own?",
  exit: "Can stake be slashed before you can leave?",
  acts: "Does it still act?",
  worstAvs: "How much hangs on one slash?",
  coverage: "Is enough known?",
};

type GateProps = {
  question: string;
  tone: AnswerTone;
  /** The address and the words of a link. */
  evidence?: [href: string, words: string] | undefined;
  children: React.ReactNode;
};

/** Renders one question with its answer and a link to the evidence. */
export const Gate = ({ question, tone, evidence, children }: GateProps) => (
  <li
    className={cx(
      "grid grid-cols-[16px_minmax(0,1fr)_auto] content-center items-baseline gap-x-3 gap-y-0.5 px-4 py-2.5 md:px-5",
      "xl:grid-cols-[16px_minmax(150px,210px)_minmax(0,1fr)_auto]",
    )}
  >
    <AnswerMark tone={tone} />
    <h3 className="font-medium">{question}</h3>
    <p className="col-start-2 col-end-4 row-start-2 wrap-anywhere text-dim xl:col-auto xl:row-auto">
      {children}
    </p>
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
