import { and, asc, desc, gte, isNotNull, lte, sql } from "drizzle-orm";
import {
  networkDailyAggregates,
  operatorStrategyState,
  strategyExchangeRates,
  tokenMetadata,
} from "@/drizzle/analytics/schema";
import { usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { asOfDay, quantity, shownScore } from "./expressions";

const days = networkDailyAggregates;

const headline = {
  snapshotOn: days.snapshotDate,
  blockNumber: days.snapshotBlock,
  tvsUsd: quantity(days.totalTvs, usd),
  operatorCount: days.totalOperators,
  avsCount: days.totalAvs,
  activeAvsCount: days.activeAvs,
  delegatorCount: days.totalDelegators,
  strategyCount: days.totalStrategies,
  slashingCount: days.totalSlashingIncidents,
  medianCommissionBps: quantity(days.medianPiCommissionBips, Number),
};

/**
 * The network's newest day, and the day 30 days before it (or up to a week earlier; `undefined` when none is stored).
 * `undefined` before the first day. Units: USD, counts, basis points. Source: network_daily_aggregates.
 */
export async function findNetwork(db: AnalyticsDb) {
  const [now] = await db
    .select(headline)
    .from(days)
    .where(lte(days.snapshotDate, asOfDay))
    .orderBy(desc(days.snapshotDate))
    .limit(1);
  if (!now) return undefined;
  const [before] = await db
    .select(headline)
    .from(days)
    .where(
      and(
        lte(days.snapshotDate, sql`${now.snapshotOn}::date - 30`),
        gte(days.snapshotDate, sql`${now.snapshotOn}::date - 37`),
      ),
    )
    .orderBy(desc(days.snapshotDate))
    .limit(1);
  return { now, before };
}

/**
 * The middle operator of the network's newest day, figure by figure; `undefined` before the first day.
 * Units: USD, counts, basis points, points 0..100. Source: network_daily_aggregates.
 */
export async function findNetworkMedians(db: AnalyticsDb) {
  const [row] = await db
    .select({
      tvsUsd: quantity(days.medianTvs, usd),
      delegatorCount: quantity(days.medianDelegatorsPerOperator, Number),
      avsCount: quantity(days.medianAvsPerOperator, Number),
      commissionBps: quantity(days.medianPiCommissionBips, Number),
      score: quantity(shownScore(days.medianRiskScore), Number),
    })
    .from(days)
    .where(lte(days.snapshotDate, asOfDay))
    .orderBy(desc(days.snapshotDate))
    .limit(1);
  return row;
}

/**
 * The network day by day, oldest first, up to `dayCount` days back; all days when that is `undefined`.
 * Units: USD, counts. Source: network_daily_aggregates.
 */
export const listNetworkHistory = (db: AnalyticsDb, dayCount: number | undefined) =>
  db
    .select({
      snapshotOn: days.snapshotDate,
      tvsUsd: quantity(days.totalTvs, usd),
      operatorCount: days.totalOperators,
      avsCount: days.totalAvs,
      delegatorCount: days.totalDelegators,
    })
    .from(days)
    .where(
      and(
        lte(days.snapshotDate, asOfDay),
        dayCount === undefined ? undefined : gte(days.snapshotDate, sql`${asOfDay} - ${dayCount}::int`),
      ),
    )
    .orderBy(asc(days.snapshotDate));

/**
 * What the network's value is made of: each asset's value, largest first, over all operators.
 * Units: USD. Source: operator_strategy_state.tvs_usd; symbols from token_metadata through strategy_exchange_rates.
 */
export const listNetworkAssets = (db: AnalyticsDb) =>
  db
    .select({
      address: operatorStrategyState.strategyId,
      symbol: tokenMetadata.symbol,
      tvsUsd: quantity(sql`sum(${operatorStrategyState.tvsUsd})`, usd),
    })
    .from(operatorStrategyState)
    .leftJoin(
      strategyExchangeRates,
      sql`${strategyExchangeRates.strategyAddress} = ${operatorStrategyState.strategyId}`,
    )
    .leftJoin(tokenMetadata, sql`${tokenMetadata.contractAddress} = ${strategyExchangeRates.underlyingToken}`)
    .where(and(isNotNull(operatorStrategyState.tvsUsd), sql`${operatorStrategyState.tvsUsd} > 0`))
    .groupBy(operatorStrategyState.strategyId, tokenMetadata.symbol)
    .orderBy(sql`sum(${operatorStrategyState.tvsUsd}) desc`, asc(operatorStrategyState.strategyId));
