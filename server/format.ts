import { dates, type Formatter, numbers } from "./intl";

/** The text of an unknown value. */
export const UNKNOWN = "—";
const MINUS = "−";

type Maybe<T> = T | null | undefined;

const known = (value: Maybe<number>): value is number => value != null && Number.isFinite(value);
const typographic = (text: string) => text.replace("-", MINUS);

const integer = numbers({ maximumFractionDigits: 0 });
const plain = numbers({ maximumFractionDigits: 2 });
const cents = numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
const compactFixed = numbers({
  notation: "compact",
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const compactShort = numbers({ notation: "compact", maximumFractionDigits: 1 });
const axisCompact = numbers({ notation: "compact", maximumSignificantDigits: 3 });

/** Returns `<0.01` for a value that would print as 0.00 without being zero. */
const small = (value: number, unit = "") =>
  value > 0 ? `<${unit}0.01` : value < 0 ? `>${MINUS}${unit}0.01` : `${unit}0`;

/** Returns digits with their unit, which goes after the sign: −$1.20. */
const withUnit = (value: number, unit: string, digits: string) =>
  value < 0 ? `${MINUS}${unit}${digits}` : `${unit}${digits}`;

/** Returns US dollars in short: "$1.23B", "$12.34", "<$0.01", "$0". */
export function formatUsd(value: Maybe<number>): string {
  if (!known(value)) return UNKNOWN;
  const size = Math.abs(value);
  if (size < 0.005) return small(value, "$");
  return withUnit(value, "$", size < 1000 ? cents.format(size) : compactFixed.format(size));
}

/** Returns ether in short: "1.23K ETH", "12.34 ETH", "<0.01 ETH". */
export function formatEth(value: Maybe<number>): string {
  if (!known(value)) return UNKNOWN;
  const size = Math.abs(value);
  if (size < 0.005) return `${small(value)} ETH`;
  return `${withUnit(value, "", size < 1000 ? cents.format(size) : compactFixed.format(size))} ETH`;
}

/** Returns ether with its digits: "1,234,567.89 ETH". */
export function formatEthExact(value: Maybe<number>): string {
  if (!known(value)) return UNKNOWN;
  return `${Math.abs(value) < 0.005 ? small(value) : withUnit(value, "", cents.format(Math.abs(value)))} ETH`;
}

/** Returns US dollars with their digits: "$1,234,567.89". */
export function formatUsdExact(value: Maybe<number>): string {
  if (!known(value)) return UNKNOWN;
  const size = Math.abs(value);
  return size < 0.005 ? small(value, "$") : withUnit(value, "$", cents.format(size));
}

const fine = numbers({ maximumSignificantDigits: 3 });

/** Returns a price: "$2,400.00", and below a dollar by its significant digits: "$0.187", "$0.00000982". */
export function formatPrice(value: Maybe<number>): string {
  if (!known(value)) return UNKNOWN;
  const size = Math.abs(value);
  return withUnit(value, "$", size === 0 || size >= 1 ? cents.format(size) : fine.format(size));
}

/** Returns a number in groups, with at most two decimals: "1,676", "3.25". */
export function formatNumber(value: Maybe<number>): string {
  if (!known(value)) return UNKNOWN;
  return Math.abs(value) < 0.005 ? small(value) : typographic(plain.format(value));
}

/** Returns the noun for a count: "strategy" for 1, else "strategies", or `many` where the plural is irregular. */
export const nounOf = (
  count: Maybe<number>,
  one: string,
  many = `${one.replace(/([^aeiou])y$/, "$1ie")}s`,
): string => (count === 1 ? one : many);

/** Returns a count with its noun: "1 operator set", "1,200 operator sets". */
export const formatCounted = (count: Maybe<number>, one: string, many?: string): string =>
  `${formatNumber(count)} ${nounOf(count, one, many)}`;

/** Returns the ending of an ordinal: "st" for 1, 21 and 101, but "th" for 11. */
function endingOf(place: number): string {
  const isTeen = Math.floor(place / 10) % 10 === 1;
  return (isTeen ? undefined : ["th", "st", "nd", "rd"][place % 10]) ?? "th";
}

/** Returns a rank, counted from 1: "1st", "1,022nd". */
export const formatOrdinal = (place: Maybe<number>): string =>
  known(place) ? `${integer.format(place)}${endingOf(place)}` : UNKNOWN;

const many = numbers({ maximumSignificantDigits: 8 });

/** Returns a rate with up to eight significant digits: "1.0482917", "1". */
export const formatExact = (value: Maybe<number>): string =>
  known(value) ? typographic(many.format(value)) : UNKNOWN;

/** Returns a count in short: "155.2K"; below 1,000 the number itself. */
export function formatCompact(value: Maybe<number>): string {
  if (!known(value)) return UNKNOWN;
  return Math.abs(value) < 1000 ? formatNumber(value) : typographic(compactShort.format(value));
}

type PercentOptions = { sign?: boolean; digits?: number };

function percentDigits(size: number, sign: boolean) {
  if (size < 1) return 2;
  return sign || size < 10 ? 1 : 0;
}

/**
 * Returns a ratio as "62 %", "3.1 %" or "<0.01 %"; with `sign` as "+20.3 %". Less than the whole never prints
 * "100 %".
 */
export function formatPercent(ratio: Maybe<number>, { sign = false, digits }: PercentOptions = {}): string {
  if (!known(ratio)) return UNKNOWN;
  const percent = ratio * 100;
  const size = Math.abs(percent);
  if (size === 0) return "0 %";
  if (size < 0.005) return `${small(percent)} %`;
  if (digits === undefined && !sign && percent > 99.5 && percent < 100 - 1e-9)
    return size > 99.9 ? ">99.9 %" : `${Math.floor(size * 10) / 10} %`;
  const places = digits ?? percentDigits(size, sign);
  const grouped = size >= 1000 ? integer.format(size) : String(Number(size.toFixed(places)));
  const text = sign && size < 1000 ? size.toFixed(places) : grouped;
  return `${percent < 0 ? MINUS : sign ? "+" : ""}${text} %`;
}

const decimals = numbers({ minimumFractionDigits: 4, maximumFractionDigits: 4 });

/** Returns an index to four decimals: "0.0872". */
export const formatDecimal = (value: Maybe<number>): string =>
  known(value) ? typographic(decimals.format(value)) : UNKNOWN;

/** Returns basis points as a percentage: 1000 -> "10 %", 25 -> "0.25 %". */
export function formatBps(bps: Maybe<number>): string {
  if (!known(bps)) return UNKNOWN;
  return bps === 0 ? "0 %" : `${typographic(plain.format(bps / 100))} %`;
}

/** Returns the change of a count: "+112", "−3", "0". */
export function formatCountChange(value: Maybe<number>): string {
  if (!known(value)) return UNKNOWN;
  return value > 0 ? `+${formatNumber(value)}` : formatNumber(value);
}

/** Returns the change of a value in US dollars: "+$1.20M", "−$3.00", "$0". */
export function formatUsdChange(value: Maybe<number>): string {
  if (!known(value)) return UNKNOWN;
  return value >= 0.005 ? `+${formatUsd(value)}` : formatUsd(value);
}

/** Returns token shares with all their digits ("1,234.000000000000000001") and in short ("1.23K"). */
export function formatShares(shares: Maybe<bigint>, decimals = 18): { compact: string; exact: string } {
  if (shares == null) return { compact: UNKNOWN, exact: UNKNOWN };
  const size = shares < 0n ? -shares : shares;
  const unit = 10n ** BigInt(decimals);
  const whole = size / unit;
  const fraction = (size % unit).toString().padStart(decimals, "0").replace(/0+$/, "");
  const sign = shares < 0n ? MINUS : "";
  const exact = `${sign}${integer.format(whole)}${decimals > 0 && fraction ? `.${fraction}` : ""}`;
  const about = Number(whole) + Number(`0.${fraction || "0"}`);
  const short = about >= 1000 ? compactFixed.format(about) : formatNumber(about);
  return { compact: size === 0n ? "0" : about < 0.005 ? small(Number(shares)) : `${sign}${short}`, exact };
}

/** Returns the label of a tick on a value axis: "$8.5B", "3.2M ETH", "1.2K", "40 %". */
export function formatAxis(value: number, format: "usd" | "eth" | "count" | "percent"): string {
  if (format === "percent") return formatPercent(value);
  const digits = value === 0 ? "0" : axisCompact.format(Math.abs(value));
  return `${withUnit(value, format === "usd" ? "$" : "", digits)}${format === "eth" && value !== 0 ? " ETH" : ""}`;
}

/** Returns a score of 0..100 to one decimal: "82.4". */
export const formatScore = (score: Maybe<number>): string => (known(score) ? score.toFixed(1) : UNKNOWN);

const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Returns a count for running text: a word up to ten, then digits. */
export const inWords = (count: number): string => WORDS[count] ?? formatNumber(count);

/** Returns an index of 0..1, such as HHI or Gini, to three decimals: "0.052". */
export const formatIndex = (value: Maybe<number>): string =>
  known(value) ? (value > 0 && value < 0.0005 ? "<0.001" : value.toFixed(3)) : UNKNOWN;

const DAY_MS = 86_400_000;
const SPANS: [unit: string, milliseconds: number][] = [
  ["year", 365 * DAY_MS],
  ["month", 30 * DAY_MS],
  ["day", DAY_MS],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** The place of the day in `SPANS`. */
const DAY = 2;

/** Returns a length of time in its largest unit up to days, to one decimal: "17.5 days", "1 hour", "12 seconds". */
export function formatDuration(seconds: Maybe<number>): string {
  if (!known(seconds)) return UNKNOWN;
  const milliseconds = seconds * 1000;
  const [unit, length] = SPANS.slice(DAY).find(([, least]) => milliseconds >= least) ?? ["second", 1000];
  const count = Math.round((milliseconds / length) * 10) / 10;
  return `${plain.format(count)} ${unit}${count === 1 ? "" : "s"}`;
}

const SECONDS_PER_BLOCK = 12;

/** Returns how long so many blocks take, at 12 seconds each: "17.5 days", "−2.4 hours"; "0 days" for none. */
export const formatBlocks = (blocks: Maybe<number>): string =>
  blocks === 0
    ? "0 days"
    : `${known(blocks) && blocks < 0 ? MINUS : ""}${formatDuration(known(blocks) ? Math.abs(blocks) * SECONDS_PER_BLOCK : null)}`;

/** Returns a time relative to `now`: "3 hours ago", "in 2 days", "just now". Whole units, rounded down. */
export function formatRelative(instant: Maybe<Date>, now: Date): string {
  if (!instant || Number.isNaN(instant.getTime())) return UNKNOWN;
  const past = now.getTime() - instant.getTime();
  for (const [unit, milliseconds] of SPANS) {
    const count = Math.floor(Math.abs(past) / milliseconds);
    if (count < 1) continue;
    const words = `${count} ${unit}${count === 1 ? "" : "s"}`;
    return past < 0 ? `in ${words}` : `${words} ago`;
  }
  return "just now";
}

const dayAndYear = dates({ day: "numeric", month: "short", year: "numeric" });
const dayOnly = dates({ day: "numeric", month: "short" });
const monthAndYear = dates({ month: "short", year: "numeric" });
const clock = dates({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

const toDate = (value: Date | string) => (typeof value === "string" ? new Date(value) : value);
const dated = (formatter: Formatter<Date>, value: Maybe<Date | string>) => {
  if (value == null) return UNKNOWN;
  const date = toDate(value);
  return Number.isNaN(date.getTime()) ? UNKNOWN : formatter.format(date).replace("Sept", "Sep");
};

/** Returns "5 Jul 2026" for an instant or a day such as "2026-07-05". */
export const formatDay = (value: Maybe<Date | string>): string => dated(dayAndYear, value);
/** Returns "5 Jul", for axes within a year. */
export const formatDayShort = (value: Maybe<Date | string>): string => dated(dayOnly, value);
/** Returns "Jul 2026", for axes over years. */
export const formatMonth = (value: Maybe<Date | string>): string => dated(monthAndYear, value);

/** Returns "5 Jul 2026, 00:00 UTC". */
export function formatDateTimeUtc(instant: Maybe<Date>): string {
  const day = formatDay(instant);
  return day === UNKNOWN || !instant ? UNKNOWN : `${day}, ${clock.format(instant)} UTC`;
}

/** Returns the ends of an address: "0x5acc…976d". */
export const shortenAddress = (address: string): string =>
  address.length > 12 ? `${address.slice(0, 6)}…${address.slice(-4)}` : address;
