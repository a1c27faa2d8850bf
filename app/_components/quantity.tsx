import { cx } from "@/app/_lib/cx";
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
} from "@/app/_lib/format";
import { Amount, type AmountProps, InUsd } from "./amount";
import { Figure } from "./figure";
import type { Certainty } from "./value-mark";

type Of<T> = { value: T | null | undefined; className?: string };

/**
 * "$731.57M", the exact value in the tooltip; ether, at today's price, for those who prefer it, unless `past`. `of` is the
 * row whose value it is, where it may be not exact: then it has a star.
 */
export const Usd = ({ of, ...amount }: AmountProps & { of?: Certainty | null }) => (
  <Amount
    {...amount}
    {...(of?.isTvsUpperBound && { isTvsUpperBound: true })}
    {...(of?.unpricedCount && { unpricedCount: of.unpricedCount })}
    {...(of?.isUpTo && { isUpTo: true })}
  />
);

/** The price of one token, "$2,400.00". */
export const Price = ({ value, className }: Of<number>) => (
  <Figure text={formatPrice(value)} className={className} />
);

/** "21,836"; `compact` prints "21.8K". */
export const Count = ({ value, compact, className }: Of<number> & { compact?: boolean }) => (
  <Figure
    text={compact ? formatCompact(value) : formatNumber(value)}
    exact={formatNumber(value)}
    className={className}
  />
);

/** "1 operator set", "12 operator sets": a count with its noun; `many` where an s is not enough. */
export const Counted = ({ value, one, many, className }: Of<number> & { one: string; many?: string }) => (
  <>
    <Count value={value} className={className} /> {nounOf(value, one, many)}
  </>
);

/** A ratio as "62 %", four decimals in the tooltip. */
export const Percent = ({ value, digits, className }: Of<number> & { digits?: number }) => (
  <Figure
    text={formatPercent(value, { digits })}
    exact={formatPercent(value, { digits: 4 })}
    className={className}
  />
);

/** The part of a whole, as a percentage; where the whole is not known, neither is any part of it, and it says so. */
export const Part = ({ value, className }: Of<number>) => (
  <Figure
    text={formatPercent(value)}
    exact={formatPercent(value, { digits: 4 })}
    why="Not known: not everything that it is a part of has a known, exact value"
    className={className}
  />
);

/** Basis points as "10 %", the basis points in the tooltip. */
export const Bps = ({ value, className }: Of<number>) => (
  <Figure text={formatBps(value)} exact={`${formatNumber(value)} basis points`} className={className} />
);

/** Shares or tokens as "1.23K", all digits in the tooltip; in their smallest unit where the decimals are not known. */
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
 * A change with sign, arrow and colour. `unit` says what `value` is (a ratio by default); `tone="plain"` when neither
 * way is good or bad; `over` adds the span, as in "+3.2 % in 30 d". `ofUsd` when dollars changed, which ether's price
 * may have changed otherwise: it says so beside ether.
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
