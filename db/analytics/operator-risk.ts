import { and, asc, eq, gte, lte, sql } from "drizzle-orm";
import { operatorAnalytics, operatorCommissionHistory, volatilityMetrics } from "@/drizzle/analytics/schema";
import { instant, real, usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { commissionEventKey } from "./commission-event-key";
import { findRawConcentration, findSpread } from "./concentration";
import { asOfDay, quantity, shownScore } from "./expressions";
import { isEnough, newestScores } from "./newest-scores";
import { riskDrivers } from "./risk-drivers";

const changes90d = sql`(select count(distinct ${commissionEventKey}) from ${operatorCommissionHistory} h
  where h.operator_id = a.operator_id and h.changed_at > a.date - interval '90 days' and h.changed_at <= a.date)`;

/**
 * Why an operator's score is what it is: its parts with the points that each gives, and the figures behind them.
 * Everything of the score is `null` without enough data; `undefined` comes back for an operator without any.
 * Units: points 0..100 (higher is safer), ratios, days, counts.
 * Sources: operator_analytics, operator_commission_history, concentration_metrics; formulas on /methodology, "Scores".
 */
export async function findRiskDetail(db: AnalyticsDb, address: string) {
  const [[row], spread] = await Promise.all([
    db
      .select({
        scoredOn: sql<string>`a.date`,
        hasSufficientData: sql<boolean>`coalesce(${isEnough}, false)`,
        score: quantity(shownScore(sql`a.risk_score`), real),
        confidence: quantity(sql`a.confidence_score`, real),
        slashingCount: sql<number | null>`a.slashing_event_count`,
        volatility7dRatio: quantity(sql`a.delegation_volatility_7d`, real),
        volatility30dRatio: quantity(sql`a.delegation_volatility_30d`, real),
        volatility90dRatio: quantity(sql`a.delegation_volatility_90d`, real),
        growth30dRatio: quantity(sql`a.growth_rate_30d`, real),
        sizePercentile: quantity(sql`a.size_percentile`, real),
        operationalDayCount: sql<number | null>`a.operational_days`,
        delegatorCount: sql<number | null>`a.snapshot_delegator_count`,
        commissionChangeCount90d: changes90d.mapWith(Number),
        distribution: sql<Distribution | null>`case when a.delegator_distribution_cv is null then null
          when a.delegator_distribution_cv < 0.3 then 'very even' when a.delegator_distribution_cv < 0.5 then 'even'
          when a.delegator_distribution_cv < 0.8 then 'uneven' else 'very uneven' end`,
        delegatorHhi: quantity(sql`a.delegation_hhi`, real),
      })
      .from(newestScores(address)),
    findSpread(db, address, "delegator"),
  ]);
  if (!row) return undefined;
  const { delegatorHhi, ...told } = row;
  const { slashingCount, volatility30dRatio, operationalDayCount, sizePercentile } = row;
  const isWhole =
    row.hasSufficientData &&
    delegatorHhi !== null &&
    slashingCount !== null &&
    volatility30dRatio !== null &&
    operationalDayCount !== null &&
    sizePercentile !== null;
  const drivers = isWhole
    ? riskDrivers({
        ...row,
        delegatorHhi,
        slashingCount,
        volatility30dRatio,
        operationalDayCount,
        sizePercentile,
      })
    : [];
  const scores = row.hasSufficientData ? {} : { score: null, confidence: null };
  return { ...told, ...scores, drivers: [...drivers], spread: spread ?? null };
}
type Distribution = "very even" | "even" | "uneven" | "very uneven";

/** The risk score day by day, oldest first; days without enough data are gaps. Source: operator_analytics. */
export const listScoreHistory = (db: AnalyticsDb, address: string, dayCount: number | undefined) =>
  db
    .select({
      scoredOn: operatorAnalytics.date,
      score: quantity(
        sql`case when ${operatorAnalytics.hasSufficientData} then ${shownScore(operatorAnalytics.riskScore)} end`,
        real,
      ),
    })
    .from(operatorAnalytics)
    .where(
      and(
        eq(operatorAnalytics.operatorId, address),
        lte(operatorAnalytics.date, asOfDay),
        dayCount === undefined ? undefined : gte(operatorAnalytics.date, sql`${asOfDay} - ${dayCount}::int`),
      ),
    )
    .orderBy(asc(operatorAnalytics.date));

const SERIES = ["tvs", "delegation_shares", "delegator_count", "avs_count"] as const;
export type VolatilitySeries = (typeof SERIES)[number];

const volatility = (address: string) => sql`(select distinct on (v.series) v.* from (
    select m.*, case lower(m.metric_type) when 'delegators' then 'delegator_count' else lower(m.metric_type) end as series
    from ${volatilityMetrics} m
    where m.entity_type = 'operator' and m.entity_id = ${address} and m.date <= ${asOfDay}) v
  where v.series in ('tvs', 'delegation_shares', 'delegator_count', 'avs_count')
  order by v.series, v.date desc, v.id desc) v`;
const seriesOrder = sql`array_position(array['tvs', 'delegation_shares', 'delegator_count', 'avs_count'], v.series)`;

/**
 * How much an operator's daily figures vary, and where they go. `trendStrength` is how well a straight line fits.
 * Units: ratios (coefficients of variation; R squared 0..1). Source: volatility_metrics; /methodology, "Volatility".
 */
export const listVolatility = (db: AnalyticsDb, address: string) =>
  db
    .select({
      series: sql<VolatilitySeries>`v.series`,
      volatility7dRatio: quantity(sql`v.volatility_7d`, real),
      volatility30dRatio: quantity(sql`v.volatility_30d`, real),
      volatility90dRatio: quantity(sql`v.volatility_90d`, real),
      trendPerDayRatio: quantity(sql`v.trend_direction / nullif(v.mean_value, 0)`, real),
      trendStrength: quantity(sql`v.trend_strength`, real),
    })
    .from(volatility(address))
    .orderBy(seriesOrder);

/**
 * The raw metrics behind the words, and how much data stands behind them: the newest day of scores as stored whether
 * or not it is enough, concentration of three kinds, and the series of volatility.
 * Units: as stored, HHI and ratios 0..1, days, counts, USD.
 * Sources: operator_analytics, concentration_metrics, volatility_metrics.
 */
export async function findRawRisk(db: AnalyticsDb, address: string) {
  const [[analytics], [coverage], delegator, strategy, avs, series] = await Promise.all([
    db
      .select({
        scoredOn: sql<string>`a.date`,
        riskScore: quantity(sql`a.risk_score`, real),
        confidence: quantity(sql`a.confidence_score`, real),
        delegationHhi: quantity(sql`a.delegation_hhi`, real),
        delegatorDistributionCv: quantity(sql`a.delegator_distribution_cv`, real),
        volatility7dRatio: quantity(sql`a.delegation_volatility_7d`, real),
        volatility30dRatio: quantity(sql`a.delegation_volatility_30d`, real),
        volatility90dRatio: quantity(sql`a.delegation_volatility_90d`, real),
        growth30dRatio: quantity(sql`a.growth_rate_30d`, real),
        growthConsistencyScore: quantity(sql`a.growth_consistency_score`, real),
        sizePercentile: quantity(sql`a.size_percentile`, real),
        delegatorCount: sql<number | null>`a.snapshot_delegator_count`,
        avsCount: sql<number | null>`a.snapshot_avs_count`,
        slashingCount: sql<number | null>`a.slashing_event_count`,
        lifetimeSlashedUsd: quantity(sql`a.lifetime_slashing_amount`, usd),
        operationalDayCount: sql<number | null>`a.operational_days`,
        isActive: sql<boolean | null>`a.is_active`,
        hasSufficientData: sql<boolean | null>`${isEnough}`,
        calculatedAt: quantity(sql`a.calculated_at`, instant),
      })
      .from(newestScores(address)),
    db
      .select({
        firstDayOn: sql<string | null>`min(${operatorAnalytics.date})`,
        scoredDayCount: sql`count(*)`.mapWith(Number),
        sufficientDayCount: sql`count(*) filter (where ${operatorAnalytics.hasSufficientData})`.mapWith(
          Number,
        ),
      })
      .from(operatorAnalytics)
      .where(and(eq(operatorAnalytics.operatorId, address), lte(operatorAnalytics.date, asOfDay))),
    findRawConcentration(db, address, "delegator"),
    findRawConcentration(db, address, "strategy"),
    findRawConcentration(db, address, "avs"),
    db
      .select({
        series: sql<VolatilitySeries>`v.series`,
        mean: quantity(sql`v.mean_value`, real),
        coefficientOfVariation: quantity(sql`v.coefficient_of_variation`, real),
        trendPerDay: quantity(sql`v.trend_direction`, real),
        trendStrength: quantity(sql`v.trend_strength`, real),
        dataPointCount: sql<number | null>`v.data_points_count`,
        confidence: quantity(sql`v.confidence_score`, real),
      })
      .from(volatility(address))
      .orderBy(seriesOrder),
  ]);
  return {
    analytics: analytics ?? null,
    coverage: coverage ?? { firstDayOn: null, scoredDayCount: 0, sufficientDayCount: 0 },
    concentration: { delegator: delegator ?? null, strategy: strategy ?? null, avs: avs ?? null },
    series,
  };
}
