/** Tables of the contract that a pipeline may lack: start, readiness and the check for drift work without them. */
export const optionalTables: readonly string[] = [
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
