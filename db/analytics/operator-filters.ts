import { asc, count, eq, sql } from "drizzle-orm";
import {
  avsMetadata,
  operatorAvsRelationships,
  operatorStrategyState,
  strategyExchangeRates,
  tokenMetadata,
} from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";
import { isHeld } from "./held";

/**
 * What the operator list can be narrowed to: every asset that some operator holds and every AVS that some operator is
 * registered to, the most used first. Units: counts of operators.
 * Sources: operator_strategy_state with token_metadata; operator_avs_relationships with avs_metadata.
 */
export async function listOperatorFilters(db: AnalyticsDb) {
  const [assets, avs] = await Promise.all([
    db
      .select({
        address: operatorStrategyState.strategyId,
        symbol: tokenMetadata.symbol,
        operatorCount: count(),
      })
      .from(operatorStrategyState)
      .leftJoin(
        strategyExchangeRates,
        eq(strategyExchangeRates.strategyAddress, operatorStrategyState.strategyId),
      )
      .leftJoin(tokenMetadata, eq(tokenMetadata.contractAddress, strategyExchangeRates.underlyingToken))
      .where(isHeld("operator_strategy_state"))
      .groupBy(operatorStrategyState.strategyId, tokenMetadata.symbol)
      .orderBy(sql`count(*) desc`, asc(operatorStrategyState.strategyId)),
    db
      .select({ address: operatorAvsRelationships.avsId, name: avsMetadata.name, operatorCount: count() })
      .from(operatorAvsRelationships)
      .leftJoin(avsMetadata, eq(avsMetadata.avsId, operatorAvsRelationships.avsId))
      .where(sql`upper(${operatorAvsRelationships.currentStatus}) = 'REGISTERED'`)
      .groupBy(operatorAvsRelationships.avsId, avsMetadata.name)
      .orderBy(sql`count(*) desc`, asc(operatorAvsRelationships.avsId)),
  ]);
  return { assets, avs };
}
