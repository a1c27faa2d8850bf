import { cx } from "@/app/_components/ui/cx";
import { RISK_LABEL, RISK_TEXT, type RiskLevel, toRiskLevel } from "./risk-color";

const SHAPE: Record<RiskLevel, React.ReactNode> = {
  LOW: <circle cx="5" cy="5" r="3.7" />,
  MEDIUM: <rect x="1.9" y="1.9" width="6.2" height="6.2" transform="rotate(45 5 5)" />,
  HIGH: <path d="M5 1.2 9.2 8.7H.8z" />,
  CRITICAL: <path d="M3.1.8h3.8L9.2 3.1v3.8L6.9 9.2H3.1L.8 6.9V3.1z" />,
};

type RiskMarkProps = {
  /** LOW, MEDIUM, HIGH or CRITICAL in any case; null is "Not enough data". */
  level: string | null | undefined;
  /** Draws a smaller mark, for a line of small text. */
  small?: boolean;
};

/** Renders a risk level as a shape, a word and a colour: any one of the three is enough to read it. */
export function RiskMark({ level, small }: RiskMarkProps) {
  const known = toRiskLevel(level);
  const word = known ? RISK_LABEL[known] : "Not enough data";
  return (
    <span
      className={cx(
        "inline-flex items-center font-medium tracking-normal whitespace-nowrap",
        small ? "gap-1 text-xs" : "gap-1.5 text-sm",
        known ? RISK_TEXT[known] : "text-dim",
      )}
    >
      <svg viewBox="0 0 10 10" className="size-2.5" fill={known ? "currentColor" : "none"} aria-hidden="true">
        {known ? (
          SHAPE[known]
        ) : (
          <circle cx="5" cy="5" r="3.4" stroke="currentColor" strokeWidth="1.3" strokeDasharray="2 1.6" />
        )}
      </svg>
      {known ? (
        word
      ) : (
        <>
          <span className="max-sm:sr-only">{word}</span>
          <span className="sm:hidden" aria-hidden="true">
            No data
          </span>
        </>
      )}
    </span>
  );
}
