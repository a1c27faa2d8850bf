import { sql } from "drizzle-orm";
import {
  operatorAnalytics,
  operatorDailySnapshots,
  operatorMetadata,
  operatorSlashingIncidents,
  operatorState,
  operatorStrategyState,
} from "@/drizzle/analytics/schema";
import { usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { piBps } from "./commission-rate";
import { asOfDay, quantity, shownScore } from "./expressions";
import { operatorId, snapshotBefore, stakeMovedRatio } from "./operator-before";
import { slashingKey } from "./slashing-figures";

const state = operatorState;
/** Text that an operator declared about itself in its metadata; empty and missing are both unknown. */
export const declared = (field: "name" | "logo" | "website" | "twitter" | "description") =>
  sql<string | null>`(select nullif(trim(m.metadata_json->>${sql.raw(`'${field}'`)}), '')
    from ${operatorMetadata} m where m.operator_id = ${operatorId})`;

/** The newest day of scores; nothing of it may be shown when there is not enough data behind it. */
const latestAnalytics = (column: string) =>
  sql`(select case when a.has_sufficient_data then a.${sql.raw(column)} end from ${operatorAnalytics} a
    where a.operator_id = ${operatorId} and a.date <= ${asOfDay} order by a.date desc limit 1)`;

/** The PI commission that counts now. */
const commissionBps = piBps(operatorId);

/**
 * Encumbered over maximum magnitude, averaged over strategies by their value: magnitudes are never summed. A strategy
 * whose utilization is unknown has no weight either.
 */
const utilizationRatio = sql`(select sum(s.tvs_usd * u.ratio) / nullif(sum(s.tvs_usd) filter (where u.ratio is not null), 0)
    from ${operatorStrategyState} s cross join lateral (select coalesce(s.utilization_rate / 100,
        s.encumbered_magnitude / nullif(s.max_magnitude, 0)) as ratio) u
    where s.operator_id = ${operatorId} and s.tvs_usd > 0)`;

/** Distinct events: the pipeline may store one slashing many times. */
const slashingCount = sql`(select count(distinct ${slashingKey}) from ${operatorSlashingIncidents} i where i.operator_id = ${operatorId})`;

const trendUsd = sql`(select array_agg(s.total_tvs order by s.snapshot_date) from ${operatorDailySnapshots} s
    where s.operator_id = ${operatorId} and s.snapshot_date between ${asOfDay} - 90 and ${asOfDay}
      and (${asOfDay} - s.snapshot_date) % 3 = 0)`;

const tvsBefore = snapshotBefore("total_tvs", 30);

const columns = {
  address: sql<string>`${state.operatorAddress}`.as("address"),
  name: declared("name").as("name"),
  isActive: sql<boolean | null>`${state.isActive}`.as("is_active"),
  isPermissioned: sql<boolean | null>`${state.isPermissioned}`.as("is_permissioned"),
  tvsUsd: quantity(state.totalTvs, usd).as("tvs_usd"),
  tvsChange30dRatio: quantity(sql`(${state.totalTvs} / nullif(${tvsBefore}, 0) - 1)`, Number).as(
    "tvs_change",
  ),
  stakeChange30dRatio: quantity(stakeMovedRatio(30), Number).as("stake_change"),
  tvsTrendUsd: quantity(trendUsd, numbers).as("tvs_trend"),
  delegatorCount: sql<number | null>`${state.activeDelegators}`.as("delegator_count"),
  avsCount: sql<number | null>`${state.activeAvsCount}`.as("avs_count"),
  commissionBps: quantity(commissionBps, Number).as("commission_bps"),
  utilizationRatio: quantity(utilizationRatio, Number).as("utilization_ratio"),
  riskLevel: sql<RiskLevel | null>`upper(${latestAnalytics("risk_level")})`.as("risk_level"),
  operationalDayCount: sql<number | null>`${state.operationalDays}`.as("operational_day_count"),
  slashingCount: sql`${slashingCount}`.mapWith(Number).as("slashing_count"),
};

/**
 * Every operator's headline figures, one row each: the one source of the list, the page, the comparison, the CSV
 * and the API. Expressions that a page does not sort or filter by cost only its own rows.
 * Units: USD, basis points, ratios 0..1, days, counts. Sources: operator_state, operator_metadata,
 * operator_daily_snapshots, historical_tvs_snapshots, operator_analytics, operator_commission_rates (PI),
 * operator_strategy_state, operator_slashing_incidents.
 */
export const operatorFigures = (db: AnalyticsDb) => db.select(columns).from(state).as("figures");

/** The same with the risk score, 0..100 and higher is safer, which is priced apart. Source: operator_analytics. */
export const screenedFigures = (db: AnalyticsDb) =>
  db
    .select({ ...columns, score: quantity(shownScore(latestAnalytics("risk_score")), Number).as("score") })
    .from(state)
    .as("figures");

export type OperatorFigures = ReturnType<typeof operatorFigures> | ReturnType<typeof screenedFigures>;
export type RiskLevel = "LOW" | "MEDIUM" | "HIGH" | "CRITICAL";

/** numeric[] arrives as Postgres array text. */
function numbers(text: string | string[]): (number | null)[] {
  const items = Array.isArray(text) ? text : text.slice(1, -1).split(",");
  return items.map((item) => (item === "NULL" || item === null ? null : Number(item)));
}
