import { asc, eq, sql } from "drizzle-orm";
import {
  operatorAllocations,
  operatorSetState,
  operatorSets,
  operatorSlashingIncidents,
  strategyExchangeRates,
  tokenMetadata,
} from "@/drizzle/analytics/schema";
import { instant, usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { allocations, asOfBlock, totals } from "./exposure";
import { quantity } from "./expressions";
import { slashingKey } from "./slashing-figures";

const setId = sql`${operatorSets}.id`;

/**
 * The operator sets of an AVS in the order of their numbers: what is allocated to each in effect now, the part of it
 * whose operators are members of the set (`slashableUsd`), and how many changes wait for their effect block.
 * Units: USD (`null` when nothing of known value is allocated), counts, instants. Sources: operator_sets,
 * operator_set_state, operator_allocations, operator_slashing_incidents, and those of `allocations`.
 */
export const listAvsSets = (db: AnalyticsDb, avs: string) => {
  const allocated = allocations(db);
  const held = db
    .select({
      heldBy: sql<string>`allocated.operator_set`.as("held_by"),
      heldUsd: sql`sum(allocated.allocated_usd)`.as("held_usd"),
      slashableUsd: sql`sum(allocated.allocated_usd) filter (where allocated.is_slashable)`.as(
        "held_slashable_usd",
      ),
      operatorCount: sql`count(distinct allocated.operator)`.as("held_operators"),
      strategyCount: sql`count(distinct allocated.strategy)`.as("held_strategies"),
    })
    .from(allocated)
    .where(sql`allocated.avs = ${avs}`)
    .groupBy(sql`allocated.operator_set`)
    .as("held");
  return db
    .select({
      id: operatorSets.id,
      setNumber: operatorSets.operatorSetId,
      allocatedUsd: quantity(sql`held.held_usd`, usd),
      slashableUsd: quantity(sql`held.held_slashable_usd`, usd),
      operatorCount: sql<number>`coalesce(held.held_operators, 0)`.mapWith(Number),
      strategyCount: sql<number>`coalesce(held.held_strategies, 0)`.mapWith(Number),
      pendingCount: sql<number>`(select count(*) from ${operatorAllocations} a
        where a.operator_set_id = ${setId} and a.effect_block > ${asOfBlock})`.mapWith(Number),
      slashingCount:
        sql<number>`(select count(distinct ${slashingKey}) from ${operatorSlashingIncidents} i where i.operator_set_id = ${setId})`.mapWith(
          Number,
        ),
      lastActivityAt: quantity(operatorSetState.lastActivityAt, instant),
    })
    .from(operatorSets)
    .leftJoin(held, sql`held.held_by = ${setId}`)
    .leftJoin(operatorSetState, eq(operatorSetState.id, operatorSets.id))
    .where(eq(operatorSets.avsId, avs))
    .orderBy(asc(operatorSets.operatorSetId));
};

/**
 * The strategies that are allocated to an AVS in effect now, the largest first.
 * Units: USD, counts. Sources: those of `allocations`, token_metadata through strategy_exchange_rates.
 */
export const listAvsStrategies = (db: AnalyticsDb, avs: string) => {
  const allocated = allocations(db);
  return db
    .select({
      address: allocated.strategy,
      symbol: tokenMetadata.symbol,
      ...totals(allocated),
      operatorCount: sql<number>`count(distinct allocated.operator)`.mapWith(Number),
    })
    .from(allocated)
    .leftJoin(strategyExchangeRates, sql`${strategyExchangeRates.strategyAddress} = allocated.strategy`)
    .leftJoin(tokenMetadata, eq(tokenMetadata.contractAddress, strategyExchangeRates.underlyingToken))
    .where(sql`allocated.avs = ${avs}`)
    .groupBy(allocated.strategy, tokenMetadata.symbol)
    .orderBy(sql`sum(allocated.allocated_usd) desc nulls last`, asc(allocated.strategy));
};
