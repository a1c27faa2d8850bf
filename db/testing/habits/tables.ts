import { sql } from "drizzle-orm";
import { type Habit, rewrite } from "./habit";

/** Tables that may be empty or not exist: the last row of the table of habits. */
export const optionalTables = [
  "avs_metadata",
  "historical_tvs_snapshots",
  "strategy_exchange_rates",
  "token_metadata",
  "token_price_history",
  "token_price_proxies",
  "global_rewards_config",
  "operator_set_state",
  "pipeline_sync_status",
  "pipeline_sync_status_v2",
  "subgraph_health_status",
];

/** Returns the habit of leaving tables empty. */
export const emptied = (...tables: readonly string[]): Habit =>
  rewrite(...tables.map((table) => sql`truncate ${sql.identifier(table)} cascade`));

/** Returns the habit of having no such tables. */
export const dropped = (...tables: readonly string[]): Habit =>
  rewrite(...tables.map((table) => sql`drop table ${sql.identifier(table)} cascade`));
