import { asc, eq, type SQL, sql } from "drizzle-orm";
import {
  avsMetadata,
  operatorAvsRelationships,
  operatorState,
  operatorStrategyState,
  strategyExchangeRates,
  tokenMetadata,
} from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";
import { isHeld } from "./held";
import type { OperatorFilter } from "./operators";

type OperatorStatus = NonNullable<OperatorFilter["status"]>;

const IN_STATUS: Record<OperatorStatus, SQL> = {
  active: sql`${operatorState.isActive}`,
  inactive: sql`${operatorState.isActive} is not true`,
  all: sql`true`,
};
const counted = (status: OperatorStatus) =>
  sql<number>`count(*) filter (where ${IN_STATUS[status]})`.mapWith(Number);

/**
 * What the operator list can be narrowed to: every asset that some operator holds and every AVS that some operator is
 * registered to, the most used first. Units: counts of operators, of those with the status that is asked for; 0 where all of
 * them have another. Sources: operator_strategy_state with token_metadata; operator_avs_relationships with
 * avs_metadata; operator_state.
 */
export async function listOperatorFilters(db: AnalyticsDb, status: OperatorStatus) {
  const operatorCount = counted(status);
  const [assets, avs] = await Promise.all([
    db
      .select({
        address: operatorStrategyState.strategyId,
        symbol: tokenMetadata.symbol,
        operatorCount,
      })
      .from(operatorStrategyState)
      .innerJoin(operatorState, eq(operatorState.operatorAddress, operatorStrategyState.operatorId))
      .leftJoin(
        strategyExchangeRates,
        eq(strategyExchangeRates.strategyAddress, operatorStrategyState.strategyId),
      )
      .leftJoin(tokenMetadata, eq(tokenMetadata.contractAddress, strategyExchangeRates.underlyingToken))
      .where(isHeld("operator_strategy_state"))
      .groupBy(operatorStrategyState.strategyId, tokenMetadata.symbol)
      .orderBy(sql`${operatorCount} desc`, asc(operatorStrategyState.strategyId)),
    db
      .select({ address: operatorAvsRelationships.avsId, name: avsMetadata.name, operatorCount })
      .from(operatorAvsRelationships)
      .innerJoin(operatorState, eq(operatorState.operatorAddress, operatorAvsRelationships.operatorId))
      .leftJoin(avsMetadata, eq(avsMetadata.avsId, operatorAvsRelationships.avsId))
      .where(sql`upper(${operatorAvsRelationships.currentStatus}) = 'REGISTERED'`)
      .groupBy(operatorAvsRelationships.avsId, avsMetadata.name)
      .orderBy(sql`${operatorCount} desc`, asc(operatorAvsRelationships.avsId)),
  ]);
  return { assets, avs };
}
