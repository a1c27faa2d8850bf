import { type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  historicalTvsSnapshots,
  operatorAvsRegistrationHistory,
  operatorDailySnapshots,
} from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import * as cell from "../facts/cells";
import { beginning, lastDayOf, type Present } from "../present";
import { believed } from "../read-by-key";

const o = alias(operatorDailySnapshots, "o");
const e = alias(operatorAvsRegistrationHistory, "e");
const [d, v] = [alias(historicalTvsSnapshots, "d"), alias(historicalTvsSnapshots, "v")];
const DAYS_OLDER = 7;

/** A watched entity: `entityId` is a lower-case address. */
type Kind = "operator" | "avs" | "strategy";
export type Entity = { entityType: Kind; entityId: string };

/** Returns the day of a visit, never later than the data. */
const dayOf = (visitedAt: Date | null, present: Present) =>
  visitedAt === null
    ? sql`null::date`
    : sql`least(${lastDayOf(present)}, (${visitedAt.toISOString()}::timestamptz at time zone 'UTC')::date)`;

/**
 * Returns the figures of all watched entities on the day of a visit, in one query; `null` if not known, or without a
 * visit. Days may be up to a week older. Units: USD with slashes not taken off, counts; an operator's value in the
 * strategies `unpriced` stands apart too. Sources: operator_daily_snapshots, operator_avs_registration_history, historical_tvs_snapshots.
 */
export const listWatchedPast = cachedPerRun(
  "listWatchedPast",
  async (
    db: AnalyticsDb,
    present: Present,
    entities: Entity[],
    visitedAt: Date | null,
    unpriced: string[],
  ) => {
    if (entities.length === 0) return [];
    const id = sql`w.entity`;
    const of = (kind: Kind, value: SQL) => sql`case when w.kind = ${kind} then ${value} end`;
    return await db
      .select({
        entityType: sql<Kind>`w.kind`,
        entityId: sql<string>`w.entity`,
        tvsUsdAtVisit: believed(
          cell.usd(operatorDailySnapshots.totalTvs),
          sql`coalesce(o.usd, ${of("strategy", valueOn(id))})`,
        ),
        /** The day of the value. */
        tvsDayAtVisit: sql<string | null>`coalesce(o.day, ${of("strategy", valueDay)})::text`,
        unpricedUsdAtVisit: believed(
          cell.usd(historicalTvsSnapshots.tvsUsd),
          of("operator", valueOfThese(id, sql`o.day`, unpriced)),
        ),
        operatorCountAtVisit: believed(
          cell.count(operatorAvsRegistrationHistory.operatorId),
          of("avs", securing(id)),
        ),
      })
      .from(
        sql`unnest(${arrayOf(entities.map((one) => one.entityType))}, ${arrayOf(entities.map((one) => one.entityId))})
        as w(kind, entity)
        cross join (select ${dayOf(visitedAt, present)} as day) visit
        left join lateral (${operatorDay(id)}) o on w.kind = 'operator'`,
      );
  },
);

/** Returns texts as a Postgres array. Addresses and kinds contain no character with a meaning in its syntax. */
export const arrayOf = (texts: string[]) => sql`${`{${texts.join(",")}}`}::text[]`;

const visit = sql`visit.day`;

/** Selects the value of an operator and its day, at a visit. */
const operatorDay = (id: SQL) =>
  sql`select ${o.totalTvs} as usd, ${o.snapshotDate} as day from ${operatorDailySnapshots} ${o}
    where ${o.operatorId} = ${id} and ${o.snapshotDate} between ${visit} - ${DAYS_OLDER}::int and ${visit}
    order by ${o.snapshotDate} desc limit 1`;

/** Selects the value of an operator in some strategies on that day; 0 in those without a value. */
const valueOfThese = (id: SQL, on: SQL, strategies: string[]) =>
  sql`(select case when count(*) > 0 then coalesce(sum(${v.tvsUsd}) filter (where ${v.strategyId} = any(${arrayOf(strategies)})), 0) end
    from ${historicalTvsSnapshots} ${v} where ${v.operatorId} = ${id} and ${v.snapshotDate} = ${on})`;

/** Selects operators whose newest registration event up to the end of the visit's day is a registration. */
const securing = (id: SQL) =>
  sql`(select case when ${visit} is not null then count(*) filter (where newest.word = 'REGISTERED') end
    from (select distinct on (${e.operatorId}) upper(${e.status}) as word
      from ${operatorAvsRegistrationHistory} ${e}
      where ${e.avsId} = ${id} and ${e.statusChangedAt} >= ${beginning} and ${e.statusChangedAt} < ${visit} + 1
      order by ${e.operatorId}, ${e.statusChangedAt} desc, ${e.id} desc) newest)`;

/** Selects the newest day with values up to the visit. */
const valueDay = sql`(select max(${d.snapshotDate}) from ${historicalTvsSnapshots} ${d}
    where ${d.snapshotDate} between ${visit} - ${DAYS_OLDER}::int and ${visit})`;

/** Selects the value of a strategy on that day; unknown if one operator's value is. */
const valueOn = (id: SQL) =>
  sql`(select case when bool_and(coalesce(${v.tvsUsd} between 0 and 1e13, false) or ${v.shares} = 0) then sum(${v.tvsUsd}) end
    from ${historicalTvsSnapshots} ${v} where ${v.strategyId} = ${id} and ${v.snapshotDate} = ${valueDay})`;
