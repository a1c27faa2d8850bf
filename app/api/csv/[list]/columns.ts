import type { CsvColumns } from "@/app/_components/tables/columns";
import { SLASHABLE_UP_TO, TVS_CERTAINTY } from "@/app/_components/tables/csv-values";
import type { RouterOutputs } from "@/server/trpc/router";

export type Out = RouterOutputs["analytics"];
export type Columns<Row> = CsvColumns<Row>;

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
