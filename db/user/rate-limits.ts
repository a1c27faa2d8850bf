import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { openPool } from "../postgres/pool";

/**
 * Points to add to a key. A window begins with a key's first point; a key that has `mostPoints` gets no more in
 * it.
 */
export type AddedPoints = { key: string; points: number; windowMilliseconds: number; mostPoints?: number };
/**
 * The points of a key over all instances. `isAdded` is false where the key was already full and nothing was
 * written.
 */
export type KeyTotal = { key: string; points: number; isAdded: boolean; endsInMilliseconds: number };

export type RateLimits = ReturnType<typeof openRateLimits>;

const DEADLINE_MILLISECONDS = 2000;

/**
 * Opens two connections that only count rate limits: one for limits that callers wait for, one that shares
 * in the background. They and the accounts' pool cannot fill each other.
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
    close: async () => {
      await Promise.all([exact.close(), shared.close()]);
    },
  };
}

type LimitsDb = ReturnType<typeof drizzle>;

/**
 * Adds points to any number of different keys in one statement, exactly, however many instances do so at once.
 * Rows are written in the order of their keys, to avoid deadlocks. Writes rate_limits, which is unlogged.
 * rate-limiter-flexible's store for Postgres is not used: it writes one key per statement, also for refused calls.
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
