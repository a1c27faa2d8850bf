import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import {
  operatorDelegatorShares,
  operatorDelegators,
  operatorState,
  operatorStrategyState,
  strategyExchangeRates,
  tokenMetadata,
} from "@/drizzle/analytics/schema";
import { usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { joinsDelegation } from "./delegated";
import { allocations, type ExposureScope, inScope, totals } from "./exposure";
import { quantity } from "./expressions";
import { operatorName } from "./names";
import { isUnsettled } from "./unsettled";

/**
 * What is lost when a part `fraction`, 0..1, of everything allocated within the scope is slashed, in one line. The
 * delegators are those who now delegate to an operator that loses and hold shares of a strategy that does.
 * `lostUsd` is `null` when no allocation has a known value; `unpricedCount` allocations are not in it.
 * `unsettledAssetCount` are the strategies in it where an operator's shares may not show a slashing yet.
 * Units: USD, counts. Sources: those of `allocations`, operator_delegator_shares, operator_delegators,
 * historical_tvs_snapshots; formula on /methodology, "What breaks first".
 */
export async function findLoss(db: AnalyticsDb, scope: ExposureScope, fraction: number) {
  const allocated = allocations(db);
  const [[sums], [hit], [unsettled]] = await Promise.all([
    db
      .select({
        ...totals(allocated),
        allocationCount: sql<number>`count(*)`.mapWith(Number),
        operatorCount: sql<number>`count(distinct ${allocated.operator})`.mapWith(Number),
        strategyCount: sql<number>`count(distinct ${allocated.strategy})`.mapWith(Number),
      })
      .from(allocated)
      .where(inScope(allocated, scope)),
    db
      .select({
        delegatorCount: sql<number>`count(distinct ${operatorDelegatorShares.stakerId})`.mapWith(Number),
      })
      .from(allocated)
      .innerJoin(operatorDelegatorShares, sharesOf)
      .innerJoin(operatorDelegators, delegatesNow)
      .where(inScope(allocated, scope)),
    db
      .select({
        assetCount: sql<number>`count(distinct ${operatorStrategyState.strategyId})`.mapWith(Number),
      })
      .from(allocated)
      .innerJoin(
        operatorStrategyState,
        sql`${operatorStrategyState.operatorId} = allocated.operator
          and ${operatorStrategyState.strategyId} = allocated.strategy`,
      )
      .where(and(inScope(allocated, scope), isUnsettled("operator_strategy_state"))),
  ]);
  if (!sums) throw new Error("An aggregate without groups has one row.");
  return {
    ...sums,
    delegatorCount: hit?.delegatorCount ?? 0,
    unsettledAssetCount: unsettled?.assetCount ?? 0,
    lostUsd: sums.allocatedUsd === null ? null : sums.allocatedUsd * fraction,
  };
}

const sharesOf = sql`${operatorDelegatorShares.operatorId} = allocated.operator
  and ${operatorDelegatorShares.strategyId} = allocated.strategy`;
const delegatesNow = joinsDelegation("operator_delegator_shares", "operator_delegators");

const lost = (sumUsd: SQL, fraction: number) =>
  quantity(sql`(${sumUsd} * ${fraction}::double precision)`, usd);
const mostFirst = sql`sum(allocated.allocated_usd) desc nulls last`;

/**
 * The same by operator, the largest loss first. `ofOperatorRatio` is the loss over the operator's whole value, 0..1.
 * Units: USD, ratios, counts. Sources: those of `findLoss`, operator_state, operator_metadata.
 */
export async function listOperatorLosses(db: AnalyticsDb, scope: ExposureScope, fraction: number) {
  const allocated = allocations(db);
  const counts = allocations(db);
  const [rows, delegators] = await Promise.all([
    db
      .select({
        address: allocated.operator,
        name: operatorName(sql`allocated.operator`),
        ...totals(allocated),
        lostUsd: lost(sql`sum(allocated.allocated_usd)`, fraction),
        ofOperatorRatio: quantity(
          sql`(sum(allocated.allocated_usd) * ${fraction}::double precision / nullif((select s.total_tvs
            from ${operatorState} s where s.operator_id = allocated.operator), 0)::double precision)`,
          Number,
        ),
        strategyCount: sql<number>`count(distinct allocated.strategy)`.mapWith(Number),
      })
      .from(allocated)
      .where(inScope(allocated, scope))
      .groupBy(allocated.operator)
      .orderBy(mostFirst, asc(allocated.operator)),
    db
      .select({
        address: counts.operator,
        delegatorCount: sql<number>`count(distinct ${operatorDelegatorShares.stakerId})`.mapWith(Number),
      })
      .from(counts)
      .innerJoin(operatorDelegatorShares, sharesOf)
      .innerJoin(operatorDelegators, delegatesNow)
      .where(inScope(counts, scope))
      .groupBy(counts.operator),
  ]);
  const countOf = new Map(delegators.map(({ address, delegatorCount }) => [address, delegatorCount]));
  return rows.map((row) => ({ ...row, delegatorCount: countOf.get(row.address) ?? 0 }));
}

/** The same by strategy, the largest loss first. Units: USD, counts. Sources: those of `findLoss`, token_metadata. */
export const listStrategyLosses = (db: AnalyticsDb, scope: ExposureScope, fraction: number) => {
  const allocated = allocations(db);
  return db
    .select({
      address: allocated.strategy,
      symbol: tokenMetadata.symbol,
      ...totals(allocated),
      lostUsd: lost(sql`sum(allocated.allocated_usd)`, fraction),
      operatorCount: sql<number>`count(distinct allocated.operator)`.mapWith(Number),
    })
    .from(allocated)
    .leftJoin(strategyExchangeRates, eq(strategyExchangeRates.strategyAddress, allocated.strategy))
    .leftJoin(tokenMetadata, eq(tokenMetadata.contractAddress, strategyExchangeRates.underlyingToken))
    .where(inScope(allocated, scope))
    .groupBy(allocated.strategy, tokenMetadata.symbol)
    .orderBy(mostFirst, asc(allocated.strategy));
};

/**
 * The delegators who lose most, at most `limit` of them: each one's value in a strategy times the part of it that the
 * operator has allocated within the scope. `ofStakeRatio` is the loss over the delegator's whole value, 0..1.
 * Units: USD, ratios. Sources: those of `allocations`, operator_delegator_shares.tvs_usd, operator_delegators.
 */
export const listLargestLosers = (db: AnalyticsDb, scope: ExposureScope, fraction: number, limit: number) => {
  const allocated = allocations(db);
  const sumUsd = sql`sum(${operatorDelegatorShares.tvsUsd} * allocated.ratio)`;
  return db
    .select({
      address: operatorDelegatorShares.stakerId,
      operator: allocated.operator,
      operatorName: operatorName(sql`allocated.operator`),
      lostUsd: lost(sumUsd, fraction),
      ofStakeRatio: quantity(
        sql`(${sumUsd} * ${fraction}::double precision / nullif(max(${operatorDelegators.totalTvsUsd}), 0)::double precision)`,
        Number,
      ),
    })
    .from(allocated)
    .innerJoin(operatorDelegatorShares, sharesOf)
    .innerJoin(operatorDelegators, delegatesNow)
    .where(inScope(allocated, scope))
    .groupBy(operatorDelegatorShares.stakerId, allocated.operator)
    .orderBy(sql`${sumUsd} desc nulls last`, asc(operatorDelegatorShares.stakerId))
    .limit(limit);
};
