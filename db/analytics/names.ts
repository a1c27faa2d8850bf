import { type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  avsMetadata,
  operatorMetadata,
  strategyExchangeRates,
  tokenMetadata,
} from "@/drizzle/analytics/schema";

const operators = alias(operatorMetadata, "named_operator");
const services = alias(avsMetadata, "named_avs");
const rates = alias(strategyExchangeRates, "rate");
const tokens = alias(tokenMetadata, "token");

/** Returns a selectable subquery. Without this, drizzle would write its columns without their table. */
const within = (statement: SQLWrapper) => sql<string | null>`${sql`${statement}`}`;

/** Returns an operator's self-declared name; empty and missing are both unknown. Source: operator_metadata. */
export const operatorName = (id: SQLWrapper) =>
  within(sql`(select nullif(trim(${operators.metadataJson}->>'name'), '')
    from ${operatorMetadata} ${operators} where ${operators.operatorId} = ${id})`);

/** Returns an AVS's self-declared name; empty and missing are both unknown. Source: avs_metadata. */
export const avsName = (id: SQLWrapper) =>
  within(sql`(select nullif(trim(${services.name}), '')
    from ${avsMetadata} ${services} where ${services.avsId} = ${id})`);

/**
 * Returns the symbol of a strategy's underlying token, such as "stETH". Sources: strategy_exchange_rates,
 * token_metadata.
 */
export const strategySymbol = (strategy: SQLWrapper) =>
  within(sql`(select nullif(trim(${tokens.symbol}), '') from ${strategyExchangeRates} ${rates}
    join ${tokenMetadata} ${tokens} on ${tokens.contractAddress} = ${rates.underlyingToken}
    where ${rates.strategyAddress} = ${strategy})`);
