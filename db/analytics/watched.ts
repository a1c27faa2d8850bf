import { eq, type SQL, sql } from "drizzle-orm";
import {
  avs,
  historicalTvsSnapshots,
  operatorAvsRegistrationHistory,
  operatorDailySnapshots,
  operatorSlashingIncidents,
  operatorState,
  operatorStrategyState,
  strategies,
  strategyExchangeRates,
  tokenMetadata,
} from "@/drizzle/analytics/schema";
import { instant, usd } from "../postgres/decoders";
import { avsFigures } from "./avs-figures";
import type { AnalyticsDb } from "./client";
import { asOfDay, quantity } from "./expressions";
import { isHeld } from "./held";
import { operatorId } from "./operator-before";
import { operatorFigures } from "./operator-figures";

/** What somebody points at: `entityId` is a lower-case address. */
type Kind = "operator" | "avs" | "strategy";
export type Entity = { entityType: Kind; entityId: string };

/** Whether the pipeline knows the entity. Sources: operator_state, avs, strategies. */
export async function isKnown(db: AnalyticsDb, { entityType, entityId }: Entity): Promise<boolean> {
  if (entityType === "operator")
    return (await db.$count(operatorState, eq(operatorState.operatorId, entityId))) > 0;
  if (entityType === "avs") return (await db.$count(avs, eq(avs.id, entityId))) > 0;
  return (await db.$count(strategies, eq(strategies.id, entityId))) > 0;
}

/** The day `days` before the last one, and the day of a visit; never later than the data. */
const monthAgo = sql`(${asOfDay} - 30)`;
const dayOf = (visitedAt: Date | null) =>
  visitedAt === null
    ? sql`null::date`
    : sql`least(${asOfDay}, (${visitedAt.toISOString()}::timestamptz at time zone 'UTC')::date)`;

/**
 * The figures of everything watched, however much it is, in one question: for each entity that the pipeline still
 * knows `{ entityType, entityId, operator, avs, strategy }`, of which one is filled and the others are `null`; for one
 * that vanished all are. Operators have the figures of `operatorFigures`. `…30dAgo` is the value 30 days before the
 * data's last day, `…AtVisit` that of the day of `visitedAt`; both may be up to a week older, and are `null` when
 * unknown or when there was no visit.
 * Units: USD, counts. Sources: those of `operatorFigures` and `avsFigures`, operator_daily_snapshots,
 * operator_avs_registration_history, strategies, token_metadata, operator_strategy_state, historical_tvs_snapshots.
 */
export async function listWatchedFigures(db: AnalyticsDb, entities: Entity[], visitedAt: Date | null) {
  if (entities.length === 0) return [];
  const visit = dayOf(visitedAt);
  const of = (kind: Kind) =>
    arrayOf(entities.flatMap((one) => (one.entityType === kind ? [one.entityId] : [])));
  const watched = db
    .select({
      entityType: sql<Kind>`w.entity_type`.as("entity_type"),
      entityId: sql<string>`w.entity_id`.as("entity_id"),
    })
    .from(
      sql`unnest(${arrayOf(entities.map((one) => one.entityType))}, ${arrayOf(entities.map((one) => one.entityId))})
        as w(entity_type, entity_id)`,
    )
    .as("watched");
  const figures = operatorFigures(db);
  const operator = db
    .select()
    .from(figures)
    .where(sql`${figures.address} = any(${of("operator")})`)
    .as("operator");
  const past = db
    .select(operatorPast(visit, visitedAt))
    .from(operatorState)
    .where(sql`${operatorState.operatorAddress} = any(${of("operator")})`)
    .as("past");
  const service = watchedAvs(db, of("avs"), visit);
  const strategy = db
    .select(strategyFigures(visit))
    .from(strategies)
    .where(sql`${strategies.id} = any(${of("strategy")})`)
    .as("strategy");

  const is = (kind: Kind, id: SQL.Aliased) =>
    sql`${watched.entityType} = ${kind} and ${watched.entityId} = ${id}`;
  const rows = await db
    .select()
    .from(watched)
    .leftJoin(operator, is("operator", operator.address))
    .leftJoin(past, is("operator", past.operatorAddress))
    .leftJoin(service, is("avs", service.address))
    .leftJoin(strategy, is("strategy", strategy.address));
  // drizzle fills an object with nulls where a joined subquery has no row.
  return rows.map(({ watched, operator, past, service, strategy }) => ({
    ...watched,
    operator: operator?.address && past ? withPast(operator, past) : null,
    avs: service?.address ? service : null,
    strategy: strategy?.address ? strategy : null,
  }));
}

const withPast = <Now, Past extends { operatorAddress: string }>(
  now: Now,
  { operatorAddress: _, ...past }: Past,
) => ({ ...now, past });

/** Addresses and kinds hold no character that Postgres would read as anything else. */
export const arrayOf = (texts: string[]) => sql`${`{${texts.join(",")}}`}::text[]`;

const operatorDay = (column: string, on: SQL) =>
  quantity(
    sql`(select s.${sql.raw(column)} from ${operatorDailySnapshots} s
      where s.operator_id = ${operatorId} and s.snapshot_date between ${on} - 7 and ${on}
      order by s.snapshot_date desc limit 1)`,
    Number,
  );

const operatorPast = (visit: SQL, visitedAt: Date | null) => ({
  operatorAddress: sql<string>`${operatorState.operatorAddress}`.as("operator_address"),
  delegatorCount30dAgo: operatorDay("delegator_count", monthAgo).as("delegator_count_30d"),
  avsCount30dAgo: operatorDay("active_avs_count", monthAgo).as("avs_count_30d"),
  tvsUsdAtVisit: operatorDay("total_tvs", visit).as("tvs_usd_visit"),
  delegatorCountAtVisit: operatorDay("delegator_count", visit).as("delegator_count_visit"),
  avsCountAtVisit: operatorDay("active_avs_count", visit).as("avs_count_visit"),
  slashedAt: quantity(
    sql`(select max(i.slashed_at) from ${operatorSlashingIncidents} i where i.operator_id = ${operatorId})`,
    instant,
  ).as("slashed_at"),
  isSlashedSinceVisit:
    sql<boolean>`coalesce(${visitedAt?.toISOString() ?? null}::timestamptz at time zone 'UTC' <
    (select max(i.slashed_at) from ${operatorSlashingIncidents} i where i.operator_id = ${operatorId}), false)`.as(
      "slashed_since_visit",
    ),
});

/** Operators whose newest registration event up to the end of that day is a registration. */
const securing = (on: SQL, avsId: SQL) =>
  quantity(
    sql`(select case when ${on} is not null then count(*) filter (where upper(e.status) = 'REGISTERED') end
      from (select distinct on (h.operator_id) h.status from ${operatorAvsRegistrationHistory} h
        where h.avs_id = ${avsId} and h.status_changed_at < ${on} + 1
        order by h.operator_id, h.status_changed_at desc, h.id desc) e)`,
    Number,
  );

/** Postgres leaves out of the figures what is not selected here. */
function watchedAvs(db: AnalyticsDb, ids: SQL, visit: SQL) {
  const figures = avsFigures(db);
  return db
    .select({
      address: sql<string>`${figures.address}`.as("avs_address"),
      name: sql<string | null>`${figures.name}`.as("avs_name"),
      operatorCount: sql`${figures.operatorCount}`.mapWith(Number).as("avs_operator_count"),
      operatorCount30dAgo: quantity(figures.operatorCount30dAgo, Number).as("avs_operator_count_30d"),
      operatorCountAtVisit: securing(visit, sql`figures.address`).as("avs_operator_count_visit"),
    })
    .from(figures)
    .where(sql`${figures.address} = any(${ids})`)
    .as("service");
}

/** The value of a strategy on the newest day of values up to that one. */
const valueOn = (on: SQL) =>
  quantity(
    sql`(select sum(h.tvs_usd) from ${historicalTvsSnapshots} h where h.strategy_id = ${strategies}.id
      and h.snapshot_date = (select max(d.snapshot_date) from ${historicalTvsSnapshots} d
        where d.snapshot_date between ${on} - 7 and ${on}))`,
    usd,
  );

const token = (column: string) =>
  sql<string | null>`(select t.${sql.raw(column)} from ${strategyExchangeRates} x
    join ${tokenMetadata} t on t.contract_address = x.underlying_token where x.strategy_address = ${strategies}.id)`;

const held = (aggregate: SQL) => sql`(select ${aggregate} from ${operatorStrategyState} s
  where s.strategy_id = ${strategies}.id and ${isHeld("s")})`;

const strategyFigures = (visit: SQL) => ({
  address: sql<string>`${strategies}.id`.as("strategy_address"),
  symbol: token("symbol").as("strategy_symbol"),
  name: token("name").as("strategy_name"),
  tvsUsd: quantity(held(sql`sum(s.tvs_usd)`), usd).as("strategy_tvs_usd"),
  tvsUsd30dAgo: valueOn(monthAgo).as("strategy_tvs_usd_30d"),
  tvsUsdAtVisit: valueOn(visit).as("strategy_tvs_usd_visit"),
  operatorCount: held(sql`count(*)`).mapWith(Number).as("strategy_operator_count"),
});
