import { cx } from "@/app/_components/ui/cx";
import type { VerdictWord } from "@/server/network/verdict/verdict";
import { VERDICT_LABEL, VERDICT_TONE, type VerdictTone } from "@/server/network/verdict/words";

/** A shape of its own for each word, so that none is told by its colour alone. */
export const SHAPES: Record<VerdictWord, React.ReactNode> = {
  "stake-redistributed": <path d="M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7z" />,
  "stake-burned": <path fillRule="evenodd" d="M4.7 0h6.6L16 4.7v6.6L11.3 16H4.7L0 11.3V4.7zM4 7v2h8V7z" />,
  "slashable-before-leaving": <path d="M8 1l8 14H0z" />,
  "was-slashed": <path d="M8 0l8 8-8 8-8-8z" />,
  exposed: <path fill="none" stroke="currentColor" strokeWidth="2" d="M8 2.6l6.2 10.9H1.8z" />,
  "not-enough-known": (
    <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3 2.6" />
  ),
  silent: <path fill="none" stroke="currentColor" strokeWidth="2" d="M8 1.5a6.5 6.5 0 1 0 .01 0zM4.5 8h7" />,
  "no-red-flag": <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2" />,
};

export const TONE_TEXT: Record<VerdictTone, string> = {
  stop: "text-critical",
  warning: "text-medium",
  quiet: "text-dim",
  neutral: "text-ink",
};

type VerdictMarkProps = {
  word: VerdictWord;
  /** Draws a smaller mark, for a line of small text. */
  small?: boolean;
  className?: string;
};

/** Renders the word of a verdict with its shape and colour. */
export const VerdictMark = ({ word, small, className }: VerdictMarkProps) => (
  <span
    className={cx(
      "inline-flex items-center font-medium tracking-normal",
      small ? "gap-1 text-xs" : "gap-1.5 text-sm",
      TONE_TEXT[VERDICT_TONE[word]],
      className,
    )}
  >
    <VerdictShape word={word} className={small ? "size-2" : "size-2.5"} />
    {/* The longest words may break in a narrow table; the others never do. */}
    <span className={VERDICT_LABEL[word].length > 20 ? "min-w-32" : "whitespace-nowrap"}>
      {VERDICT_LABEL[word]}
    </span>
  </span>
);

/** Renders the shape of a word without the word, which must stand beside it. */
export const VerdictShape = ({ word, className }: { word: VerdictWord; className: string }) => (
  <svg viewBox="0 0 16 16" className={cx("shrink-0", className)} fill="currentColor" aria-hidden="true">
    {SHAPES[word]}
  </svg>
);
