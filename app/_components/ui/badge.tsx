import { cx } from "./cx";

const TONES = {
  plain: "bg-soft text-dim",
  accent: "bg-accent-soft text-accent",
  low: "bg-low/10 text-low",
  medium: "bg-medium/10 text-medium",
  critical: "bg-critical/10 text-critical",
};

/** Renders a word in a pill, such as a status or a kind. */
export function Badge({
  tone = "plain",
  className,
  children,
}: {
  tone?: keyof typeof TONES;
  className?: string;
  children: React.ReactNode;
}) {
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1 rounded-md px-1.5 py-px text-xs font-medium tracking-normal whitespace-nowrap",
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}

/** Renders the mark of a feature that needs a paid tier. */
export const TierMark = ({ tier }: { tier: "PRO" | "ENTERPRISE" }) => (
  <span className="rounded-sm bg-accent-soft px-1.5 text-2xs font-semibold tracking-wide text-accent">
    {tier}
  </span>
);
