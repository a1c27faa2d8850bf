import { type SQL, sql } from "drizzle-orm";
import { strategyExchangeRates, tokenMetadata } from "@/drizzle/analytics/schema";

const ofToken = (column: "symbol" | "name", strategy: SQL) =>
  sql<string | null>`(select nullif(trim(t.${sql.raw(column)}), '')
    from ${strategyExchangeRates} x join ${tokenMetadata} t on t.contract_address = x.underlying_token
    where x.strategy_address = ${strategy})`;

/** The symbol of a strategy's underlying token, such as "stETH". Sources: strategy_exchange_rates, token_metadata. */
export const strategySymbol = (strategy: SQL) => ofToken("symbol", strategy);

/** The name of a strategy's underlying token, such as "Lido Staked Ether". */
export const strategyToken = (strategy: SQL) => ofToken("name", strategy);
