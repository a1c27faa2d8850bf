import { type SQL, sql } from "drizzle-orm";
import type { UserDb } from "../client";
import { ABSOLUTE_MILLISECONDS } from "../sessions";

/** The rows that one statement deletes: few enough to take milliseconds, so that nobody waits for their locks. */
export const ROWS_A_BATCH = 1000;

/** Deletes a batch of rows, and returns how many; fewer than ROWS_A_BATCH were the last. */
export type Sweep = (db: UserDb) => Promise<number>;

/** Rows that somebody else holds at the moment are left for the next time. */
const sweepOf =
  (table: string, isOver: SQL): Sweep =>
  async (db) => {
    const from = sql.raw(`eigenwatch.${table}`);
    const { count } = await db.execute(sql`delete from ${from} where id in (
      select id from ${from} where ${isOver} limit ${ROWS_A_BATCH} for update skip locked)`);
    return count;
  };

/** Deletes nonces that have expired. Writes auth_nonces. */
export const sweepNonces = sweepOf("auth_nonces", sql`expires_at < now()`);

/** Deletes codes that expired a day ago. Writes email_verification_codes. */
export const sweepCodes = sweepOf("email_verification_codes", sql`expires_at < now() - interval '1 day'`);

/** Deletes mails that are not counted any more. Writes email_sends. */
export const sweepSends = sweepOf("email_sends", sql`created_at < now() - interval '1 day'`);

/** Deletes sessions 30 days after they would have expired, also those that were ended before. Writes user_sessions. */
export const sweepSessions = sweepOf(
  "user_sessions",
  sql`expires_at < now() - make_interval(secs => ${ABSOLUTE_MILLISECONDS / 1000})`,
);

/** Deletes counts of calls whose window is over. Writes rate_limits. */
export const sweepRateLimits = sweepOf(
  "rate_limits",
  sql`expire <= (extract(epoch from clock_timestamp()) * 1000)::bigint`,
);

/** Returns a sweep of audit events that are older than `days`, of which there have to be 90. Writes audit_events. */
export const sweepAuditEvents =
  (days: number): Sweep =>
  async (db) => {
    const [row] = await db.execute(
      sql`select eigenwatch.forget_audit_events(${days}::integer, ${ROWS_A_BATCH}::integer) as count`,
    );
    return Number(row?.count);
  };
