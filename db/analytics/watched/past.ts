import { type SQL, sql } from "drizzle-orm";
import {
  historicalTvsSnapshots,
  operatorAvsRegistrationHistory,
  operatorDailySnapshots,
} from "@/drizzle/analytics/schema";
import { usd } from "../../postgres/decoders";
import type { AnalyticsDb } from "../client";
import { quantity } from "../expressions";
import { lastDayOf, type Present } from "../present";

/** What somebody points at: `entityId` is a lower-case address. */
type Kind = "operator" | "avs" | "strategy";
export type Entity = { entityType: Kind; entityId: string };

/** The day of a visit, never later than the data. */
const dayOf = (visitedAt: Date | null, present: Present) =>
  visitedAt === null
    ? sql`null::date`
    : sql`least(${lastDayOf(present)}, (${visitedAt.toISOString()}::timestamptz at time zone 'UTC')::date)`;

/**
 * Returns what the figures of everything watched were on the day of a visit, in one question; `null` where it is not
 * known, or there was no visit. Days may be up to a week older. Units: USD with no slash taken off, counts.
 * Sources: operator_daily_snapshots, operator_avs_registration_history, historical_tvs_snapshots.
 */
export async function listWatchedPast(
  db: AnalyticsDb,
  present: Present,
  entities: Entity[],
  visitedAt: Date | null,
) {
  if (entities.length === 0) return [];
  const visit = dayOf(visitedAt, present);
  const id = sql`w.entity_id`;
  const of = (kind: Kind, value: SQL) => sql`case when w.entity_type = ${kind} then ${value} end`;
  return await db
    .select({
      entityType: sql<Kind>`w.entity_type`,
      entityId: sql<string>`w.entity_id`,
      tvsUsdAtVisit: quantity(
        sql`coalesce(${of("operator", operatorDay("total_tvs", id, visit))}, ${of("strategy", valueOn(id, visit))})`,
        usd,
      ),
      /** The day that it is of. */
      tvsDayAtVisit: sql<
        string | null
      >`coalesce(${of("operator", operatorDay("snapshot_date", id, visit))}, ${of("strategy", valueDay(visit))})::text`,
      delegatorCountAtVisit: quantity(of("operator", operatorDay("delegator_count", id, visit)), Number),
      avsCountAtVisit: quantity(of("operator", operatorDay("active_avs_count", id, visit)), Number),
      operatorCountAtVisit: quantity(of("avs", securing(id, visit)), Number),
    })
    .from(
      sql`unnest(${arrayOf(entities.map((one) => one.entityType))}, ${arrayOf(entities.map((one) => one.entityId))})
        as w(entity_type, entity_id)`,
    );
}

/** Addresses and kinds hold no character that Postgres would read as anything else. */
export const arrayOf = (texts: string[]) => sql`${`{${texts.join(",")}}`}::text[]`;

const operatorDay = (column: string, id: SQL, on: SQL) =>
  sql`(select s.${sql.raw(column)} from ${operatorDailySnapshots} s
    where s.operator_id = ${id} and s.snapshot_date between ${on} - 7 and ${on}
    order by s.snapshot_date desc limit 1)`;

/** Operators whose newest registration event up to the end of that day is a registration. */
const securing = (id: SQL, on: SQL) =>
  sql`(select case when ${on} is not null then count(*) filter (where upper(e.status) = 'REGISTERED') end
    from (select distinct on (h.operator_id) h.status from ${operatorAvsRegistrationHistory} h
      where h.avs_id = ${id} and h.status_changed_at < ${on} + 1
      order by h.operator_id, h.status_changed_at desc, h.id desc) e)`;

/** The newest day of values up to that one. */
const valueDay = (on: SQL) =>
  sql`(select max(d.snapshot_date) from ${historicalTvsSnapshots} d where d.snapshot_date between ${on} - 7 and ${on})`;

/** The value of a strategy on that day. */
const valueOn = (id: SQL, on: SQL) =>
  sql`(select sum(h.tvs_usd) from ${historicalTvsSnapshots} h where h.strategy_id = ${id}
    and h.snapshot_date = ${valueDay(on)})`;
