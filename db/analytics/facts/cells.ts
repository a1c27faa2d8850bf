import type { PgColumn } from "drizzle-orm/pg-core";
import { day as dayOf, instant as instantOf } from "../../postgres/decoders";
import { type Clock, type Field, IMPLAUSIBLE } from "./decode";

/** Bounds of plausible cells. They are wide: they catch a wrong unit, not a surprising figure. */
const MOST_USD = 1e13;
const MOST_SHARES = 10n ** 36n;
const WAD = 10n ** 18n;
const FIRST_YEAR = 2015;
const CLOCK_TOLERANCE_MILLISECONDS = 3_600_000;
const LONGEST_ANNOUNCEMENT_MILLISECONDS = 366 * 86_400_000;
/**
 * For mainnet, whose block numbers are the highest: since proof of stake there is at most one block every twelve
 * seconds.
 */
const FIRST_PROOF_OF_STAKE = { block: 15_537_394, at: Date.UTC(2022, 8, 15, 6, 42, 59) };
const BLOCK_MILLISECONDS = 12_000;

type Cell<T> = (cell: unknown, clock: Clock) => T | typeof IMPLAUSIBLE;

const field =
  <T>(read: Cell<T>) =>
  (column: PgColumn): Field<T> => ({ column, read });

const bounded = (least: number, most: number): Cell<number> => {
  return (cell) => {
    const value = Number(cell);
    return value >= least && value <= most ? value : IMPLAUSIBLE;
  };
};

const whole = (least: number, most: number): Cell<number> => {
  const read = bounded(least, most);
  return (cell, clock) => (Number.isInteger(Number(cell)) ? read(cell, clock) : IMPLAUSIBLE);
};

const amount = (most: bigint): Cell<bigint> => {
  return (cell) => {
    const digits = /^\+?(\d+)(?:\.0*)?$/.exec(String(cell))?.[1];
    if (digits === undefined) return IMPLAUSIBLE;
    const value = BigInt(digits);
    return value <= most ? value : IMPLAUSIBLE;
  };
};

const time = (toleranceMilliseconds: number): Cell<Date> => {
  return (cell, { now }) => {
    try {
      const value = instantOf(String(cell));
      const isPlausible =
        value.getUTCFullYear() >= FIRST_YEAR && value.getTime() <= now.getTime() + toleranceMilliseconds;
      return isPlausible ? value : IMPLAUSIBLE;
    } catch {
      return IMPLAUSIBLE;
    }
  };
};

/** An id or another text that is never empty in the schema; unchanged. */
export const id = (column: PgColumn) =>
  ({ column, isKey: true, read: (cell: unknown) => String(cell) }) as const;

/** A text without spaces around it, at most 200 characters; an empty one is unknown. */
export const text = field<string | null>((cell) => String(cell).trim().slice(0, 200).trim() || null);

/** A longer text, such as a description or a URL. */
export const longText = field<string | null>((cell) => String(cell).trim().slice(0, 2000).trim() || null);

/** A word in upper case, to compare it ignoring case. */
export const word = field<string>((cell) => String(cell).trim().toUpperCase());

export const flag = field<boolean>((cell) => cell === true);

/** US dollars, never negative. */
export const usd = field(bounded(0, MOST_USD));

/** The price of one whole token in US dollars. */
export const price = field(bounded(0, 1e9));

/** Shares in their smallest unit. */
export const shares = field(amount(MOST_SHARES));

/** A magnitude or the fraction of a slash: 10^18 is the whole. */
export const wad = field(amount(WAD));

/** Underlying tokens per share, times 10^18. */
export const rate = field(bounded(1e12, 1e24));

export const decimals = field(whole(0, 36));

/** Returns the highest possible block at an instant. */
export const greatestBlockAt = (at: Date): number =>
  FIRST_PROOF_OF_STAKE.block +
  Math.ceil((at.getTime() + CLOCK_TOLERANCE_MILLISECONDS - FIRST_PROOF_OF_STAKE.at) / BLOCK_MILLISECONDS);

const blockUntil =
  (aheadMilliseconds: number): Cell<number> =>
  (cell, clock) =>
    whole(1, greatestBlockAt(new Date(clock.now.getTime() + aheadMilliseconds)))(cell, clock);

/** A block in the past. */
export const block = field(blockUntil(0));

/** A block in the past, or announced for at most a year ahead. */
export const announcedBlock = field(blockUntil(LONGEST_ANNOUNCEMENT_MILLISECONDS));

/** A block of a checkpoint. Pipelines write 0 for "not known". */
export const checkpointBlock = field<number | null>((cell, clock) =>
  Number(cell) === 0 ? null : blockUntil(0)(cell, clock),
);

/** An instant in the past. */
export const instant = field(time(CLOCK_TOLERANCE_MILLISECONDS));

/** An instant in the past, or announced for at most a year ahead. */
export const announcedInstant = field(time(LONGEST_ANNOUNCEMENT_MILLISECONDS));

/** A calendar day in UTC, "2026-07-05", in the past. */
export const day = field<string>((cell, clock) => {
  const value = time(CLOCK_TOLERANCE_MILLISECONDS)(cell, clock);
  return value === IMPLAUSIBLE ? IMPLAUSIBLE : dayOf(String(cell));
});

export const count = field(whole(0, 1e9));

/** Basis points of a split: 10,000 is the whole. */
export const bps = field(whole(0, 10_000));

/** Basis points of a mean or a percentile, which need not be whole. */
export const benchmarkBps = field(bounded(0, 10_000));

/** A score or a percentile. */
export const score = field(bounded(0, 100));

/** A ratio that is stored as 0..1; unchanged. */
export const ratio = field(bounded(0, 1));

/** A percentage that is stored as 0..100, returned as a ratio of 0..1. */
export const percentage = field<number>((cell, clock) => {
  const value = bounded(0, 100)(cell, clock);
  return value === IMPLAUSIBLE ? IMPLAUSIBLE : value / 100;
});

/** A relative change: at least -1, since nothing falls by more than itself, and at most 10, a thousand percent. */
export const change = field(bounded(-1, 10));

/** A standard deviation divided by its mean, which may be above 1. */
export const spread = field(bounded(0, 10));

/** A figure of the pipeline's own, which has no bounds but must be a number. */
export const figure = field(bounded(-1e36, 1e36));

/** A figure of the pipeline's own, never negative. */
export const size = field(bounded(0, 1e36));

/** The items of a list as texts; `null` if the column holds anything but a list of texts and numbers. */
export const list = field<string[]>((cell) =>
  Array.isArray(cell) && cell.every((item) => typeof item === "string" || typeof item === "number")
    ? cell.map((item) => String(item).toLowerCase())
    : IMPLAUSIBLE,
);

/** A whole number that is never empty in the schema, such as the id of a row or the number of an operator set. */
export const number = (column: PgColumn) =>
  ({ column, isKey: true, read: (cell: unknown) => Number(cell) }) as const;

/** A JSON document; unchanged. */
export const document = field<Record<string, unknown>>((cell) =>
  typeof cell === "object" && cell !== null && !Array.isArray(cell)
    ? (cell as Record<string, unknown>)
    : IMPLAUSIBLE,
);
