import type { CsvColumns } from "@/app/_components/tables/columns";
import { SLASHABLE_UP_TO, TVS_CERTAINTY } from "@/app/_components/tables/csv-values";
import type { RouterOutputs } from "@/server/trpc/router";
import { decimals } from "./write";

export type Out = RouterOutputs["analytics"];
export type Columns<Row> = CsvColumns<Row>;

export const strategyColumns: Columns<Out["strategies"]["list"]["rows"][number]> = {
  address: (row) => row.address,
  symbol: (row) => row.symbol,
  name: (row) => row.name,
  token_address: (row) => row.token,
  exchange_rate_underlying_per_share: (row) => row.exchangeRate,
  price_usd: (row) => row.priceUsd,
  priced_at_utc: (row) => row.pricedAt,
  is_proxy_price: (row) => row.isProxyPrice,
  tvs_usd: (row) => row.tvsUsd,
  ...TVS_CERTAINTY,
  tvs_change_30d_ratio: (row) => row.tvsChange30dRatio,
  operator_count: (row) => row.operatorCount,
  delegator_count: (row) => row.delegatorCount,
  allocated_usd: (row) => row.allocatedUsd,
  is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
  unknown_allocated_count: (row) => row.unpricedAllocatedCount,
  avs_count: (row) => row.avsCount,
};

/** The fractions of strategies are never added: each stands by its strategy. */
export const slashingColumns: Columns<Out["slashing"]["list"]["rows"][number]> = {
  slashed_at_utc: (row) => row.slashedAt,
  block_number: (row) => row.blockNumber,
  operator: (row) => row.operator,
  operator_name: (row) => row.operatorName,
  avs: (row) => row.avs,
  avs_name: (row) => row.avsName,
  operator_set_number: (row) => row.setNumber,
  strategies: (row) => row.parts.map((part) => part.address).join(" "),
  slashed_ratios: (row) => decimals(row.parts.map((part) => part.ratio)),
  estimated_loss_usd: (row) => row.lostUsd,
  is_loss_upper_bound: (row) => row.isLossUpperBound,
  unknown_value_count: (row) => row.unpricedCount,
  outcomes: (row) => row.parts.map((part) => part.outcome).join(" "),
  redistribution_recipient: (row) => row.parts.find((part) => part.recipient)?.recipient,
  slasher: (row) => row.slasher,
  reason: (row) => row.reason,
  transaction: (row) => row.transaction,
};

/** Slasher and recipient are empty where they are not known, which never means that a set cannot slash. */
export const operatorSetColumns: Columns<Out["avs"]["sets"][number]> = {
  operator_set_number: (row) => row.setNumber,
  operator_count: (row) => row.operatorCount,
  strategy_count: (row) => row.strategyCount,
  allocated_usd: (row) => row.allocatedUsd,
  is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
  unknown_value_count: (row) => row.unpricedCount,
  slashable_usd: (row) => row.slashableUsd,
  ...SLASHABLE_UP_TO,
  slasher: (row) => row.slasher,
  is_redistributing: (row) => row.isRedistributing,
  redistribution_recipient: (row) => row.redistributionRecipient,
  pending_change_count: (row) => row.pendingCount,
  slashing_count: (row) => row.slashingCount,
  last_activity_at_utc: (row) => row.lastActivityAt,
};

export const avsOperatorColumns: Columns<Out["avs"]["operators"]["rows"][number]> = {
  operator: (row) => row.address,
  operator_name: (row) => row.name,
  is_active: (row) => row.isActive,
  tvs_usd: (row) => row.tvsUsd,
  ...TVS_CERTAINTY,
  delegator_count: (row) => row.delegatorCount,
  registered_since_utc: (row) => row.registeredSince,
};

export const allocatorColumns: Columns<Out["avs"]["allocators"]["rows"][number]> = {
  ...avsOperatorColumns,
  allocated_usd: (row) => row.allocatedUsd,
  is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
  unknown_allocated_count: (row) => row.unpricedAllocatedCount,
  operator_set_numbers: (row) => row.setNumbers?.join(" "),
  commission_bps: (row) => row.commissionBps,
};

export const strategyOperatorColumns: Columns<Out["strategies"]["operators"]["rows"][number]> = {
  operator: (row) => row.address,
  operator_name: (row) => row.name,
  share_of_strategy_ratio: (row) => row.ofStrategyRatio,
};

export const holderColumns: Columns<Out["strategies"]["holders"]["rows"][number]> = {
  ...strategyOperatorColumns,
  share_of_operator_ratio: (row) => row.ofOperatorRatio,
  tvs_usd: (row) => row.tvsUsd,
  ...TVS_CERTAINTY,
  shares_smallest_unit: (row) => row.shares?.toString(),
  utilization_ratio: (row) => row.utilizationRatio,
  delegator_count: (row) => row.delegatorCount,
};
