import { sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { operatorAvsRegistrationHistory } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import { beginning, lastDayOf, type Present } from "../present";

const h = alias(operatorAvsRegistrationHistory, "h");
const isRegistered = sql`upper(${h.status}) = 'REGISTERED'`;

/**
 * Returns how many operators were registered to an AVS at the end of each day, oldest first, up to `dayCount` days
 * back or from the first registration on. An event that repeats the operator's present status, such as one stored
 * twice, changes nothing. Units: counts. Source: operator_avs_registration_history.
 */
export const listAvsRegistrations = cachedPerRun(
  "listAvsRegistrations",
  (db: AnalyticsDb, avs: string, present: Present, dayCount: number | undefined) =>
    db
      .select({
        snapshotOn: sql<string>`days.day::text`,
        operatorCount: sql<number>`days.registered`.mapWith(Number),
        joinedCount: sql<number>`days.joined`.mapWith(Number),
        leftCount: sql<number>`days.gone`.mapWith(Number),
      })
      .from(
        sql`(with events as (
          select ${h.statusChangedAt}::date as day, ${isRegistered} as is_in,
            lag(${isRegistered}) over (partition by ${h.operatorId} order by ${h.statusChangedAt}, ${h.id}) as was_in
          from ${operatorAvsRegistrationHistory} ${h}
          where ${h.avsId} = ${avs} and ${h.statusChangedAt} >= ${beginning}
            and ${h.statusChangedAt} < ${lastDayOf(present)} + 1
        ), changes as (
          select day, count(*) filter (where is_in) as joined, count(*) filter (where not is_in) as gone
          from events where is_in is distinct from coalesce(was_in, false) group by day
        )
        select calendar.day::date as day, coalesce(c.joined, 0) as joined, coalesce(c.gone, 0) as gone,
          sum(coalesce(c.joined, 0) - coalesce(c.gone, 0)) over (order by calendar.day) as registered
        from generate_series((select min(day) from changes), ${lastDayOf(present)}, interval '1 day') as calendar(day)
        left join changes c on c.day = calendar.day) as days`,
      )
      .where(dayCount === undefined ? undefined : sql`days.day >= ${lastDayOf(present)} - ${dayCount}::int`)
      .orderBy(sql`days.day`),
);
