import { type SQL, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
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
    const visit = dayOf(visitedAt, present);
    const id = sql`w.entity`;
    const of = (kind: Kind, value: SQL) => sql`case when w.kind = ${kind} then ${value} end`;
    return await db
      .select({
        entityType: sql<Kind>`w.kind`,
        entityId: sql<string>`w.entity`,
        tvsUsdAtVisit: believed(
          cell.usd(operatorDailySnapshots.totalTvs),
          sql`coalesce(${of("operator", operatorDay(o.totalTvs, id, visit))}, ${of("strategy", valueOn(id, visit))})`,
        ),
        /** The day of the value. */
        tvsDayAtVisit: sql<
          string | null
        >`coalesce(${of("operator", operatorDay(o.snapshotDate, id, visit))}, ${of("strategy", valueDay(visit))})::text`,
        unpricedUsdAtVisit: believed(
          cell.usd(historicalTvsSnapshots.tvsUsd),
          of("operator", valueOfThese(id, operatorDay(o.snapshotDate, id, visit), unpriced)),
        ),
        operatorCountAtVisit: believed(
          cell.count(operatorAvsRegistrationHistory.operatorId),
          of("avs", securing(id, visit)),
        ),
      })
      .from(
        sql`unnest(${arrayOf(entities.map((one) => one.entityType))}, ${arrayOf(entities.map((one) => one.entityId))})
        as w(kind, entity)`,
      );
  },
);

/** Returns texts as a Postgres array. Addresses and kinds contain no character with a meaning in its syntax. */
export const arrayOf = (texts: string[]) => sql`${`{${texts.join(",")}}`}::text[]`;

const operatorDay = (column: PgColumn, id: SQL, on: SQL) =>
  sql`(select ${column} from ${operatorDailySnapshots} ${o}
    where ${o.operatorId} = ${id} and ${o.snapshotDate} between ${on} - ${DAYS_OLDER}::int and ${on}
    order by ${o.snapshotDate} desc limit 1)`;

/** Selects the value of an operator in some strategies on that day; 0 in those without a value. */
const valueOfThese = (id: SQL, on: SQL, strategies: string[]) =>
  sql`(select case when count(*) > 0 then coalesce(sum(${v.tvsUsd}) filter (where ${v.strategyId} = any(${arrayOf(strategies)})), 0) end
    from ${historicalTvsSnapshots} ${v} where ${v.operatorId} = ${id} and ${v.snapshotDate} = ${on})`;

/** Selects operators whose newest registration event up to the end of that day is a registration. */
const securing = (id: SQL, on: SQL) =>
  sql`(select case when ${on} is not null then count(*) filter (where newest.word = 'REGISTERED') end
    from (select distinct on (${e.operatorId}) upper(${e.status}) as word
      from ${operatorAvsRegistrationHistory} ${e}
      where ${e.avsId} = ${id} and ${e.statusChangedAt} >= ${beginning} and ${e.statusChangedAt} < ${on} + 1
      order by ${e.operatorId}, ${e.statusChangedAt} desc, ${e.id} desc) newest)`;

/** Selects the newest day with values up to that day. */
const valueDay = (on: SQL) =>
  sql`(select max(${d.snapshotDate}) from ${historicalTvsSnapshots} ${d}
    where ${d.snapshotDate} between ${on} - ${DAYS_OLDER}::int and ${on})`;

/** Selects the value of a strategy on that day; unknown if one operator's value is. */
const valueOn = (id: SQL, on: SQL) =>
  sql`(select case when bool_and(coalesce(${v.tvsUsd} between 0 and 1e13, false) or ${v.shares} = 0) then sum(${v.tvsUsd}) end
    from ${historicalTvsSnapshots} ${v} where ${v.strategyId} = ${id} and ${v.snapshotDate} = ${valueDay(on)})`;
