import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import {
  avsMetadata,
  operatorMetadata,
  strategyExchangeRates,
  tokenMetadata,
} from "@/drizzle/analytics/schema";

/** What an operator calls itself; empty and missing are both unknown. Source: operator_metadata. */
export const operatorName = (id: SQLWrapper) =>
  sql<string | null>`(select nullif(trim(m.metadata_json->>'name'), '')
    from ${operatorMetadata} m where m.operator_id = ${id})`;

/** What a service calls itself; empty and missing are both unknown. Source: avs_metadata. */
export const avsName = (id: SQLWrapper) =>
  sql<string | null>`(select nullif(trim(n.name), '') from ${avsMetadata} n where n.avs_id = ${id})`;

const ofToken = (column: "symbol" | "name", strategy: SQL) =>
  sql<string | null>`(select nullif(trim(t.${sql.raw(column)}), '')
    from ${strategyExchangeRates} x join ${tokenMetadata} t on t.contract_address = x.underlying_token
    where x.strategy_address = ${strategy})`;

/** The symbol of a strategy's underlying token, such as "stETH". Sources: strategy_exchange_rates, token_metadata. */
export const strategySymbol = (strategy: SQL) => ofToken("symbol", strategy);
