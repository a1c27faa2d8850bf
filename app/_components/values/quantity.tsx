import { cx } from "@/app/_components/ui/cx";
import {
  formatBps,
  formatCompact,
  formatCountChange,
  formatNumber,
  formatPercent,
  formatPrice,
  formatShares,
  formatUsdChange,
  formatUsdExact,
  nounOf,
  UNKNOWN,
} from "@/server/format";
import { Amount, type AmountProps, InUsd } from "./amount";
import { Figure } from "./figure";
import { type Certainty, ValueMark } from "./value-mark";

type Of<T> = { value: T | null | undefined; className?: string };

/**
 * Renders "$731.57M" with the exact value in the tooltip, or ether at today's price for those who prefer it,
 * unless `past`. `of` is the row of the value: a star marks a value that may not be exact.
 */
export const Usd = ({ of, ...amount }: AmountProps & { of?: Certainty | null }) => (
  <Amount
    {...amount}
    {...(of?.isTvsUpperBound && { isTvsUpperBound: true })}
    {...(of?.unpricedCount && { unpricedCount: of.unpricedCount })}
    {...(of?.isUpTo && { isUpTo: true })}
  />
);

/** Renders the price of one token, "$2,400.00". */
export const Price = ({ value, className }: Of<number>) => (
  <Figure text={formatPrice(value)} className={className} />
);

/** Renders "21,836"; with `compact` "21.8K". */
export const Count = ({ value, compact, className }: Of<number> & { compact?: boolean }) => (
  <Figure
    text={compact ? formatCompact(value) : formatNumber(value)}
    exact={formatNumber(value)}
    className={className}
  />
);

/** Renders a count with its noun: "1 operator set", "12 operator sets". `many` is an irregular plural. */
export const Counted = ({ value, one, many, className }: Of<number> & { one: string; many?: string }) => (
  <>
    <Count value={value} className={className} /> {nounOf(value, one, many)}
  </>
);

/** Renders a ratio as "62 %", with four decimals in the tooltip. */
export const Percent = ({ value, digits, className }: Of<number> & { digits?: number }) => (
  <Figure
    text={formatPercent(value, { digits })}
    exact={formatPercent(value, { digits: 4 })}
    className={className}
  />
);

/**
 * Renders a part of a whole as a percentage; "not known" where the whole is not known. `of` is the certainty of the
 * amount: a star marks a part that may be less. What has no price is no part of a priced whole, so it gets none.
 */
export const Part = ({ value, of, className }: Of<number> & { of?: Certainty }) => (
  <>
    <Figure
      text={formatPercent(value)}
      exact={formatPercent(value, { digits: 4 })}
      why="Not known: the whole that it is a part of has no exact value"
      className={className}
    />
    {of && value != null && <ValueMark isTvsUpperBound={of.isTvsUpperBound} isUpTo={of.isUpTo} />}
  </>
);

/** Renders basis points as "10 %", with the basis points in the tooltip. */
export const Bps = ({ value, className }: Of<number>) => (
  <Figure text={formatBps(value)} exact={`${formatNumber(value)} basis points`} className={className} />
);

/**
 * Renders shares or tokens as "1.23K", with all digits in the tooltip; in the smallest unit where `decimals` is
 * not known.
 */
export function Shares({ value, decimals, className }: Of<bigint> & { decimals: number | null }) {
  const { compact, exact } = formatShares(value, decimals ?? 0);
  return <Figure text={compact} exact={exact} className={className} />;
}

const CHANGE_TEXT = {
  percent: (value: number | null | undefined) => formatPercent(value, { sign: true }),
  usd: formatUsdChange,
  count: formatCountChange,
};

/**
 * Renders a change with sign, arrow and colour. `unit` is that of `value` (a ratio by default); `tone="plain"`
 * when neither direction is good or bad; `over` adds the span, as in "+3.2 % in 30 d". `ofUsd` marks a change in
 * dollars, which may differ from the change in ether.
 */
export function Change({
  value,
  unit = "percent",
  tone = "signed",
  arrow = true,
  over,
  ofUsd,
  title,
  className,
}: Of<number> & {
  unit?: keyof typeof CHANGE_TEXT;
  tone?: "signed" | "plain";
  arrow?: boolean;
  over?: string;
  ofUsd?: boolean;
  title?: string;
}) {
  const text = CHANGE_TEXT[unit](value);
  if (value == null || text === UNKNOWN) return <Figure text={UNKNOWN} className={className} />;
  const color = value === 0 || tone === "plain" ? "text-dim" : value > 0 ? "text-low" : "text-critical";
  const exact =
    unit === "percent"
      ? formatPercent(value, { sign: true, digits: 4 })
      : unit === "usd"
        ? formatUsdExact(value)
        : text;
  return (
    <span
      className={cx("whitespace-nowrap", color, className)}
      title={title ?? (exact === text ? undefined : exact)}
    >
      {arrow && value !== 0 && (
        <svg
          viewBox="0 0 8 8"
          className="mr-1 inline-block size-[7px] align-baseline"
          fill="currentColor"
          aria-hidden="true"
        >
          <path d={value > 0 ? "M4 .8 7.6 7H.4z" : "M4 7.2.4 1h7.2z"} />
        </svg>
      )}
      {text}
      {(over || ofUsd) && (
        <span className="text-dim">
          {over && ` ${over}`}
          {ofUsd && <InUsd />}
        </span>
      )}
    </span>
  );
}
