import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { openPool } from "../postgres/pool";

/** Points to add to a key. A window begins with a key's first point; a key that has `mostPoints` gets no more in it. */
export type AddedPoints = { key: string; points: number; windowMilliseconds: number; mostPoints?: number };
/** Points of a key over all instances. `isAdded` is false where the key was full already and nothing was written. */
export type KeyTotal = { key: string; points: number; isAdded: boolean; endsInMilliseconds: number };

export type RateLimits = ReturnType<typeof openRateLimits>;

const DEADLINE_MILLISECONDS = 2000;
const ROWS_A_SWEEP = 5000;

/**
 * Opens two connections that count rate limits and serve nothing else: one for limits that callers wait for, one that
 * shares and sweeps in the background. Neither can fill the pool of the accounts, nor be filled by it.
 */
export function openRateLimits(url: string, deadlineMilliseconds = DEADLINE_MILLISECONDS) {
  const open = (applicationName: string) =>
    openPool(url, { synchronous_commit: "off" }, { max: 1, deadlineMilliseconds, applicationName });
  const exact = open("eigenwatch-exact-limits");
  const shared = open("eigenwatch-shared-limits");
  const [exactDb, sharedDb] = [drizzle(exact.client), drizzle(shared.client)];
  return {
    addExactly: (added: AddedPoints[]) => addPoints(exactDb, added),
    addShared: (added: AddedPoints[]) => addPoints(sharedDb, added),
    sweep: () => sweepExpired(sharedDb),
    close: async () => {
      await Promise.all([exact.close(), shared.close()]);
    },
  };
}

type LimitsDb = ReturnType<typeof drizzle>;

/**
 * Adds points to any number of different keys in one statement, exactly however many instances do so at once. Rows are
 * written in the order of their keys, so that no two statements wait for each other. Writes rate_limits, which is
 * unlogged. rate-limiter-flexible is not used: it writes one key a statement, also for refused calls.
 */
async function addPoints(db: LimitsDb, added: AddedPoints[]): Promise<KeyTotal[]> {
  if (added.length === 0) return [];
  const rows = await db.execute(sql`
    with clock as materialized (select (extract(epoch from clock_timestamp()) * 1000)::bigint as now),
    asked as materialized (
      select asked.*, kept.points as kept_points, kept.expire as kept_expire,
        coalesce(kept.expire > clock.now and kept.points >= asked."mostPoints", false) as is_full
      from json_to_recordset(${JSON.stringify(added)}::json)
        as asked(key text, points integer, "windowMilliseconds" bigint, "mostPoints" bigint)
      cross join clock left join eigenwatch.rate_limits kept on kept.key = asked.key
    ),
    added as (
      insert into eigenwatch.rate_limits as kept (key, points, expire)
        select key, points, now + "windowMilliseconds" from asked cross join clock where not is_full order by key
      on conflict (key) do update set
        points = excluded.points + case when kept.expire > (select now from clock) then kept.points else 0 end,
        expire = case when kept.expire > (select now from clock) then kept.expire else excluded.expire end,
        updated_at = now()
      returning key, points, expire
    )
    select key, points, true as is_added, expire - now as ends_in from added cross join clock
    union all
    select key, kept_points, false, kept_expire - now from asked cross join clock where is_full`);
  return rows.map((row) => ({
    key: String(row.key),
    points: Number(row.points),
    isAdded: row.is_added === true,
    endsInMilliseconds: Number(row.ends_in),
  }));
}

/** Deletes rows whose window is over and that nobody else is writing. Writes rate_limits. */
async function sweepExpired(db: LimitsDb): Promise<void> {
  await db.execute(sql`
    delete from eigenwatch.rate_limits where id in (
      select id from eigenwatch.rate_limits where expire <= (extract(epoch from clock_timestamp()) * 1000)::bigint
      limit ${ROWS_A_SWEEP} for update skip locked)`);
}
