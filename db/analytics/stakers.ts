import { and, asc, desc, eq, sql } from "drizzle-orm";
import {
  operatorDelegatorHistory,
  operatorDelegatorShares,
  operatorDelegators,
  operatorSlashingIncidents,
  stakers,
  strategyExchangeRates,
  tokenMetadata,
} from "@/drizzle/analytics/schema";
import { instant, usd, wei } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { isDelegated } from "./delegated";
import { isOneDeparture } from "./departures";
import { allocations } from "./exposure";
import { ALL, quantity } from "./expressions";
import { avsName, operatorName } from "./names";
import { slashingKey } from "./slashing-key";

/** What stands of a staker who delegates to nobody. */
export const NO_DELEGATION = {
  operator: null,
  operatorName: null,
  delegatedAt: null,
  tvsUsd: null,
  ofOperatorRatio: null,
  slashingCount: 0,
  slashingCountSince: null,
  lastSlashedAt: null,
};

const slashed = sql`lateral (select count(distinct ${slashingKey}) as total, max(i.slashed_at) as last_at,
    case when operator_delegators.delegated_at is not null then count(distinct ${slashingKey})
      filter (where (i.slashed_at >= operator_delegators.delegated_at) is not false) end as since
  from ${operatorSlashingIncidents} i where i.operator_id = operator_delegators.operator_id) slashed`;

/**
 * A staker's headline: whom it delegates to now and since when, and what its stake is worth; `undefined` for an address
 * that never staked. `operator` and what follows are `null` while it delegates to nobody; `ofOperatorRatio` is of all
 * that is delegated to the operator now. The slashings are all of its operator's, `slashingCountSince` of them since it
 * delegates there (`null` where it is not known since when). Units: USD, ratios 0..1, instants, counts.
 * Sources: stakers, operator_delegators, operator_metadata, operator_slashing_incidents.
 */
export async function findStaker(db: AnalyticsDb, address: string) {
  const [[known], [delegation]] = await Promise.all([
    db.select({ address: stakers.id }).from(stakers).where(eq(stakers.id, address)).limit(1),
    db
      .select({
        operator: operatorDelegators.operatorId,
        operatorName: operatorName(sql`operator_delegators.operator_id`),
        delegatedAt: quantity(operatorDelegators.delegatedAt, instant),
        tvsUsd: quantity(operatorDelegators.totalTvsUsd, usd),
        ofOperatorRatio: quantity(
          sql`(${operatorDelegators.totalTvsUsd} / nullif((select sum(w.total_tvs_usd) from ${operatorDelegators} w
            where w.operator_id = operator_delegators.operator_id and w.is_delegated), 0))`,
          Number,
        ),
        slashingCount: sql`slashed.total`.mapWith(Number),
        slashingCountSince: quantity(sql`slashed.since`, Number),
        lastSlashedAt: quantity(sql`slashed.last_at`, instant),
      })
      .from(operatorDelegators)
      .leftJoin(slashed, sql`true`)
      .where(sql`${operatorDelegators.stakerId} = ${address} and ${operatorDelegators.isDelegated}`)
      .orderBy(sql`${operatorDelegators.delegatedAt} desc nulls last`, asc(operatorDelegators.operatorId))
      .limit(1),
  ]);
  if (!known) return undefined;
  return { ...known, ...(delegation ?? NO_DELEGATION) };
}

/** The share rows of a staker's present delegations. */
const holds = (address: string) =>
  sql`${operatorDelegatorShares.stakerId} = ${address} and ${isDelegated("operator_delegator_shares")}`;

/**
 * What a staker has delegated, the most valuable first.
 * Units: shares in their smallest unit, USD, ratios 0..1. Sources: operator_delegator_shares, operator_delegators,
 * token_metadata through strategy_exchange_rates.
 */
export const listStakerHoldings = (db: AnalyticsDb, address: string) =>
  db
    .select({
      address: operatorDelegatorShares.strategyId,
      symbol: tokenMetadata.symbol,
      decimals: tokenMetadata.decimals,
      shares: quantity(operatorDelegatorShares.shares, wei),
      tvsUsd: quantity(operatorDelegatorShares.tvsUsd, usd),
      ofStakeRatio: quantity(
        sql`(${operatorDelegatorShares.tvsUsd} / nullif(sum(${operatorDelegatorShares.tvsUsd}) over (), 0))`,
        Number,
      ),
      updatedAt: quantity(operatorDelegatorShares.sharesUpdatedAt, instant),
    })
    .from(operatorDelegatorShares)
    .leftJoin(
      strategyExchangeRates,
      eq(strategyExchangeRates.strategyAddress, operatorDelegatorShares.strategyId),
    )
    .leftJoin(tokenMetadata, eq(tokenMetadata.contractAddress, strategyExchangeRates.underlyingToken))
    .where(holds(address))
    .orderBy(sql`${operatorDelegatorShares.tvsUsd} desc nulls last`, asc(operatorDelegatorShares.strategyId));

/**
 * What each operator set could take of a staker's stake at the very worst, the largest first: the staker's value in
 * each strategy times the part of it that the operator has allocated to the set in effect now. The sets of one AVS,
 * and the AVSs themselves, add up, since no magnitude is allocated twice. With `when` "settled" what they could take
 * once every change that is pending is in effect. `unknownCount` assets, of unknown value or part, are not in it.
 * Units: USD (`null` when no value is known), counts. Sources: those of `allocations`, operator_delegator_shares.
 */
export const listStakerExposure = (
  db: AnalyticsDb,
  address: string,
  when: Parameters<typeof allocations>[1] = "now",
) => {
  const allocated = allocations(db, when);
  const partUsd = sql`${operatorDelegatorShares.tvsUsd} * allocated.ratio`;
  const sumUsd = sql`sum(${partUsd})`;
  return db
    .select({
      avs: allocated.avs,
      avsName: avsName(sql`allocated.avs`),
      setNumber: allocated.setNumber,
      exposedUsd: quantity(sumUsd, usd),
      unknownCount: sql`count(*) filter (where ${partUsd} is null)`.mapWith(Number),
      strategyCount: sql<number>`count(distinct allocated.strategy)`.mapWith(Number),
      symbols: sql<(string | null)[]>`jsonb_agg(distinct ${tokenMetadata.symbol})`,
    })
    .from(operatorDelegatorShares)
    .innerJoin(
      allocated,
      sql`allocated.operator = ${operatorDelegatorShares.operatorId}
        and allocated.strategy = ${operatorDelegatorShares.strategyId}`,
    )
    .leftJoin(strategyExchangeRates, sql`${strategyExchangeRates.strategyAddress} = allocated.strategy`)
    .leftJoin(tokenMetadata, eq(tokenMetadata.contractAddress, strategyExchangeRates.underlyingToken))
    .where(holds(address))
    .groupBy(sql`allocated.avs`, sql`allocated.set_number`)
    .orderBy(sql`${sumUsd} desc nulls last`, sql`allocated.avs`, sql`allocated.set_number`);
};

/**
 * Every delegation and its end, the newest first, at most `limit`; an event stored twice stands once.
 * `kind` is DELEGATED, UNDELEGATED or FORCE_UNDELEGATED. Units: instants. Sources: operator_delegator_history,
 * operator_metadata.
 */
export const listStakerDelegations = (db: AnalyticsDb, address: string, limit = ALL) =>
  db
    .select({
      operator: operatorDelegatorHistory.operatorId,
      operatorName: sql<string | null>`max(${operatorName(sql`operator_delegator_history.operator_id`)})`,
      kind: sql<string>`upper(${operatorDelegatorHistory.delegationType})`,
      happenedAt: quantity(sql`min(${operatorDelegatorHistory.eventTimestamp})`, instant),
      blockNumber: operatorDelegatorHistory.eventBlock,
      transaction: operatorDelegatorHistory.transactionHash,
    })
    .from(operatorDelegatorHistory)
    .where(and(eq(operatorDelegatorHistory.stakerId, address), isOneDeparture("operator_delegator_history")))
    .groupBy(
      operatorDelegatorHistory.operatorId,
      sql`upper(${operatorDelegatorHistory.delegationType})`,
      operatorDelegatorHistory.eventBlock,
      operatorDelegatorHistory.transactionHash,
    )
    .orderBy(desc(operatorDelegatorHistory.eventBlock), sql`max(${operatorDelegatorHistory.id}) desc`)
    .limit(limit);
