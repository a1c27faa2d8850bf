import type { Columns, Out } from "./columns";

type Staker = Out["stakers"]["detail"];

export const holdingColumns: Columns<Staker["holdings"][number]> = {
  strategy: (row) => row.address,
  symbol: (row) => row.symbol,
  shares_smallest_unit: (row) => row.shares?.toString(),
  tvs_usd: (row) => row.tvsUsd,
  is_tvs_upper_bound: (row) => row.isUpperBound,
  share_of_stake_ratio: (row) => row.ofStakeRatio,
  changed_at_utc: (row) => row.updatedAt,
};

export const exposureColumns: Columns<Staker["exposure"][number]> = {
  avs: (row) => row.avs,
  avs_name: (row) => row.avsName,
  operator_set_number: (row) => row.setNumber,
  symbols: (row) => row.symbols.map((symbol) => symbol ?? "?").join(" "),
  exposed_usd: (row) => row.exposedUsd,
  is_exposed_upper_bound: (row) => row.isUpperBound || row.isUpTo,
  unknown_value_count: (row) => row.unknownCount,
  share_of_stake_ratio: (row) => row.ofStakeRatio,
};

export const delegationColumns: Columns<Staker["delegations"][number]> = {
  happened_at_utc: (row) => row.happenedAt,
  block_number: (row) => row.blockNumber,
  event: (row) => row.kind,
  operator: (row) => row.operator,
  operator_name: (row) => row.operatorName,
  transaction: (row) => row.transaction,
};
