import { cx } from "@/app/_components/ui/cx";

/** How an answer stands: it fails, is a caution, passes or is not known. */
export type AnswerTone = "stop" | "warning" | "passes" | "unknown";

const LOOK: Record<AnswerTone, { words: string; className: string; shape: React.ReactNode }> = {
  stop: {
    words: "Speaks against it",
    className: "text-critical",
    shape: <path fill="currentColor" d="M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7z" />,
  },
  warning: {
    words: "A caution",
    className: "text-medium",
    shape: <path fill="currentColor" d="M8 1l8 14H0z" />,
  },
  passes: {
    words: "Nothing against it",
    className: "text-dim",
    shape: <path fill="none" stroke="currentColor" strokeWidth="2" d="M2 8.5l4 4 8-9" />,
  },
  unknown: {
    words: "Not known",
    className: "text-dim",
    shape: (
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3 2.6" />
    ),
  },
};

/** Renders the mark of an answer, with words for screen readers. */
export const AnswerMark = ({ tone }: { tone: AnswerTone }) => {
  const { words, className, shape } = LOOK[tone];
  return (
    <span className={cx("self-center", className)}>
      <svg viewBox="0 0 16 16" className="size-3" aria-hidden="true">
        {shape}
      </svg>
      <span className="sr-only">{words}: </span>
    </span>
  );
};
