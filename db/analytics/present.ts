import { sql } from "drizzle-orm";

/** The present of the data, as the network knows it: never the time of a run, and never the wall clock. */
export interface Present {
  /** Rows with a later date are not believed. */
  until: Date;
  /** The time of the data; `null` is not known, and then it is not known either what is pending. */
  now: Date | null;
  blockNow: number | null;
  /** Ids of the rows that stand for the slashings, each once however often it is stored. */
  slashings: readonly number[];
}

/** Before the chain nothing happened. */
const BEGINNING = "2015-01-01";

const timestamp = (at: Date | null) => sql`${at?.toISOString() ?? null}::timestamptz at time zone 'UTC'`;

/** The instant up to which events are told. */
export const untilOf = ({ until }: Present) => sql`(${timestamp(until)})`;

/** The day that ranges are counted back from. */
export const lastDayOf = ({ now, until }: Present) => sql`(${timestamp(now ?? until)})::date`;

/** The time of the data, or NULL. */
export const nowOf = ({ now }: Present) => sql`(${timestamp(now)})`;

/** The greatest known block, or NULL. */
export const blockNowOf = ({ blockNow }: Present) => sql`${blockNow}::int`;

/** The rows that stand for the slashings, as an array. */
export const slashingsOf = ({ slashings }: Present) => sql`${`{${slashings.join(",")}}`}::int[]`;

export const beginning = sql`${BEGINNING}::timestamp`;
