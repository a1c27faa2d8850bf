import { sql } from "drizzle-orm";

/** The present of the data, from the network: neither the time of a run nor the wall clock. */
export interface Present {
  /** Rows with a later date are implausible. */
  until: Date;
  /** The time of the data. `null` if not known; then it is also unknown which changes are pending. */
  now: Date | null;
  blockNow: number | null;
  /** One stored row for each slashing, by id, however often it is stored. */
  slashings: readonly number[];
}

/** Nothing happened before the chain began. */
const BEGINNING = "2015-01-01";

const timestamp = (at: Date | null) => sql`${at?.toISOString() ?? null}::timestamptz at time zone 'UTC'`;

/** Returns the instant up to which events are included. */
export const untilOf = ({ until }: Present) => sql`(${timestamp(until)})`;

/** Returns the day from which ranges are counted back. */
export const lastDayOf = ({ now, until }: Present) => sql`(${timestamp(now ?? until)})::date`;

/** Returns the time of the data, or NULL. */
export const nowOf = ({ now }: Present) => sql`(${timestamp(now)})`;

/** Returns the greatest known block, or NULL. */
export const blockNowOf = ({ blockNow }: Present) => sql`${blockNow}::int`;

/** Returns the ids of one row for each slashing, as an array. */
export const slashingsOf = ({ slashings }: Present) => sql`${`{${slashings.join(",")}}`}::int[]`;

export const beginning = sql`${BEGINNING}::timestamp`;
