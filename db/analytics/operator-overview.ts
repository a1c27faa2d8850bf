import { and, asc, eq, gte, inArray, lte, sql } from "drizzle-orm";
import {
  operatorDailySnapshots,
  operatorSlashingIncidents,
  operatorState,
  operatorStrategyState,
  strategyExchangeRates,
  tokenMetadata,
} from "@/drizzle/analytics/schema";
import { groupBy } from "../group-by";
import { instant } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { asOfDay, quantity } from "./expressions";
import { newestScores, shownScores } from "./newest-scores";
import { operatorId, snapshotBefore } from "./operator-before";
import { declared, operatorFigures } from "./operator-figures";
import { isUnsettled } from "./unsettled";

/**
 * One operator: its headline figures and what it says of itself; `undefined` for an address that is none.
 * `unsettledAssetCount` are the strategies whose newest value the pipeline marks, because a slashing took magnitude that
 * the shares may still hold. Units as in `operatorFigures`; instants are UTC. Declared texts and links are the operator's own, unchecked.
 * Sources: those of `operatorFigures`, operator_state, operator_metadata, operator_slashing_incidents,
 * historical_tvs_snapshots.
 */
export async function findOperator(db: AnalyticsDb, address: string) {
  const figures = operatorFigures(db);
  const [[row], [identity]] = await Promise.all([
    db.select().from(figures).where(eq(figures.address, address)).limit(1),
    db
      .select({
        website: declared("website"),
        twitter: declared("twitter"),
        description: declared("description"),
        registeredAt: quantity(operatorState.registeredAt, instant),
        delegationApprover: operatorState.currentDelegationApprover,
        operatorSetCount: operatorState.activeOperatorSetCount,
        lastActivityAt: quantity(operatorState.lastActivityAt, instant),
        lastSlashedAt: quantity(
          sql`(select max(i.slashed_at) from ${operatorSlashingIncidents} i where i.operator_id = ${operatorId})`,
          instant,
        ),
        unsettledAssetCount:
          sql`(select count(*) from ${operatorStrategyState} s where s.operator_id = ${operatorId}
          and ${isUnsettled("s")})`.mapWith(Number),
        delegatorCount30dAgo: quantity(snapshotBefore("delegator_count", 30), Number),
        avsCount30dAgo: quantity(snapshotBefore("active_avs_count", 30), Number),
      })
      .from(operatorState)
      .where(eq(operatorState.operatorAddress, address))
      .limit(1),
  ]);
  return row && identity ? { ...row, ...identity } : undefined;
}

const days = operatorDailySnapshots;
const day = {
  snapshotOn: days.snapshotDate,
  tvsUsd: quantity(days.totalTvs, Number),
  delegatorCount: days.delegatorCount,
  avsCount: days.activeAvsCount,
};
const isWithin = (dayCount: number | undefined) =>
  and(
    lte(days.snapshotDate, asOfDay),
    dayCount === undefined ? undefined : gte(days.snapshotDate, sql`${asOfDay} - ${dayCount}::int`),
  );

/**
 * One operator day by day, oldest first, up to `dayCount` days back; all days when that is `undefined`.
 * Units: USD, counts. Source: operator_daily_snapshots.
 */
export const listOperatorHistory = (db: AnalyticsDb, address: string, dayCount: number | undefined) =>
  db
    .select(day)
    .from(days)
    .where(and(eq(days.operatorId, address), isWithin(dayCount)))
    .orderBy(asc(days.snapshotDate));

/** The same of several operators, in the order asked for; without days for who has none. */
export async function listOperatorHistories(
  db: AnalyticsDb,
  addresses: string[],
  dayCount: number | undefined,
) {
  const rows = await db
    .select({ address: days.operatorId, ...day })
    .from(days)
    .where(and(inArray(days.operatorId, addresses), isWithin(dayCount)))
    .orderBy(asc(days.snapshotDate));
  const byOperator = groupBy(rows, (row) => row.address);
  return addresses.map((address) => ({
    address,
    days: (byOperator.get(address) ?? []).map(({ address: _, ...one }) => one),
  }));
}

/**
 * What an operator's value is made of: each asset's share of it, largest first. Only shares: the amounts are priced.
 * Units: ratios 0..1 that add up to 1. Source: operator_strategy_state.tvs_usd.
 */
export const listOperatorAssets = (db: AnalyticsDb, address: string) =>
  db
    .select({
      address: operatorStrategyState.strategyId,
      symbol: tokenMetadata.symbol,
      shareRatio: quantity(
        sql`${operatorStrategyState.tvsUsd} / sum(${operatorStrategyState.tvsUsd}) over ()`,
        Number,
      ),
    })
    .from(operatorStrategyState)
    .leftJoin(
      strategyExchangeRates,
      eq(strategyExchangeRates.strategyAddress, operatorStrategyState.strategyId),
    )
    .leftJoin(tokenMetadata, eq(tokenMetadata.contractAddress, strategyExchangeRates.underlyingToken))
    .where(and(eq(operatorStrategyState.operatorId, address), sql`${operatorStrategyState.tvsUsd} > 0`))
    .orderBy(sql`${operatorStrategyState.tvsUsd} desc`, asc(operatorStrategyState.strategyId));

/**
 * The newest risk score with its components and the confidence behind it; scores are `null` when the pipeline says
 * that there is not enough data, and `undefined` comes back for an operator without any. Components are whole points.
 * Units: points 0..100, higher is safer. Source: operator_analytics; formulas on /methodology, "Scores".
 */
export async function findOperatorScore(db: AnalyticsDb, address: string) {
  const [row] = await db
    .select({ scoredOn: sql<string>`a.date`, ...shownScores })
    .from(newestScores(address));
  return row;
}
