import { formatDateTimeUtc, formatDay, formatRelative, UNKNOWN } from "@/server/format";

type TimeProps = {
  at: Date | null | undefined;
  /** "relative" (default) has the exact UTC time in the tooltip; "day" and "instant" are absolute. */
  show?: "relative" | "day" | "instant";
  /** The time to count from; the time of the request by default. */
  now?: Date;
  className?: string;
};

/** Renders an instant as a `<time>` element. */
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
