import { formatDateTimeUtc, formatDay, formatRelative, UNKNOWN } from "@/app/_lib/format";

type TimeProps = {
  at: Date | null | undefined;
  /** "relative" (default) with the exact UTC in the tooltip, or "day", or "instant". */
  show?: "relative" | "day" | "instant";
  /** The moment to count from; the time of the request unless given. */
  now?: Date;
  className?: string;
};

/** An instant people can read and machines can too. */
export function Time({ at, show = "relative", now = new Date(), className }: TimeProps) {
  if (!at) return <span className="text-dim">{UNKNOWN}</span>;
  const exact = formatDateTimeUtc(at);
  const text = show === "relative" ? formatRelative(at, now) : show === "day" ? formatDay(at) : exact;
  return (
    <time dateTime={at.toISOString()} title={exact} className={className}>
      {text}
    </time>
  );
}
