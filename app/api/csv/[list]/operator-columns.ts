import { decimals } from "@/app/_components/tables/csv-values";
import type { Columns, Out } from "./columns";

type Operators = Out["operators"];

export const delegatorColumns: Columns<Operators["delegators"]["list"]["rows"][number]> = {
  staker: (row) => row.address,
  value_usd: (row) => row.valueUsd,
  is_value_upper_bound: (row) => row.isUpperBound,
  unknown_value_count: (row) => row.unknownCount,
  share_of_operator_ratio: (row) => row.shareRatio,
  strategy_count: (row) => row.strategyCount,
  symbols: (row) => row.symbols?.map((symbol) => symbol ?? "?").join(" "),
  delegated_at_utc: (row) => row.delegatedAt,
};

export const operatorStrategyColumns: Columns<Operators["strategies"]["list"][number]> = {
  strategy: (row) => row.address,
  symbol: (row) => row.symbol,
  token_name: (row) => row.tokenName,
  value_usd: (row) => row.valueUsd,
  is_value_upper_bound: (row) => row.isTvsUpperBound,
  unknown_value_count: (row) => row.unpricedCount,
  share_of_operator_ratio: (row) => row.shareRatio,
  delegator_count: (row) => row.delegatorCount,
  utilization_ratio: (row) => row.utilizationRatio,
  allocated_usd: (row) => row.allocatedUsd,
  is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
  unknown_allocated_count: (row) => row.unpricedAllocatedCount,
  slashed_ratio: (row) => row.slashedRatio,
};

export const operatorAvsColumns: Columns<Operators["avs"]["list"]["rows"][number]> = {
  avs: (row) => row.address,
  avs_name: (row) => row.name,
  securing: (row) => row.securing,
  allocated_usd: (row) => row.allocatedUsd,
  is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
  unknown_value_count: (row) => row.unpricedCount,
  avs_split_bps: (row) => row.commissionBps,
  avs_split_source: (row) => row.commissionSource,
  status_since_utc: (row) => row.statusSinceAt,
  first_registered_at_utc: (row) => row.firstRegisteredAt,
  registered_days: (row) => row.registeredDayCount,
  registration_cycle_count: (row) => row.cycleCount,
  operator_set_count: (row) => row.operatorSetCount,
};

export const avsPeriodColumns: Columns<Operators["avs"]["periods"][number]> = {
  avs: (row) => row.address,
  avs_name: (row) => row.name,
  registered_from_utc: (row) => row.fromAt,
  registered_until_utc: (row) => row.untilAt,
};

export const allocationColumns: Columns<Operators["allocations"]["list"][number]> = {
  avs: (row) => row.avs,
  avs_name: (row) => row.avsName,
  operator_set_number: (row) => row.setNumber,
  is_slashable: (row) => ({ slashable: true, "up-to": null, "not-slashable": false })[row.verdict],
  slashable_reason: (row) => row.reason,
  strategy: (row) => row.strategy,
  symbol: (row) => row.symbol,
  allocated_usd: (row) => row.allocatedUsd,
  is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
  share_of_magnitude_ratio: (row) => row.ratio,
  avs_split_bps: (row) => row.avsSplitBps,
  operator_set_split_bps: (row) => row.setSplitBps,
  allocated_at_utc: (row) => row.allocatedAt,
};

export const pendingAllocationColumns: Columns<Operators["allocations"]["pending"][number]> = {
  avs: (row) => row.avs,
  avs_name: (row) => row.avsName,
  operator_set_number: (row) => row.setNumber,
  strategy: (row) => row.strategy,
  symbol: (row) => row.symbol,
  share_of_magnitude_now_ratio: (row) => row.heldRatio,
  share_of_magnitude_then_ratio: (row) => row.ratio,
  is_deallocation: (row) => row.isDeallocation,
  allocated_then_usd: (row) => row.allocatedUsd,
  is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
  announced_at_utc: (row) => row.announcedAt,
  effect_block_number: (row) => row.effectBlock,
  effect_expected_at_utc: (row) => row.effectAt,
};

type Scope = Pick<Operators["commission"]["rates"][number], "type" | "avs" | "avsName" | "setNumber">;
const scopeColumns: Columns<Scope> = {
  commission_type: (row) => row.type,
  avs: (row) => row.avs,
  avs_name: (row) => row.avsName,
  operator_set_number: (row) => row.setNumber,
};

export const commissionRateColumns: Columns<Operators["commission"]["rates"][number]> = {
  ...scopeColumns,
  split_bps: (row) => row.effectiveBps,
  pending_from_bps: (row) => row.pendingFromBps,
  pending_split_bps: (row) => row.pendingBps,
  pending_from_utc: (row) => row.pendingAt,
};

export const commissionChangeColumns: Columns<Operators["commission"]["changes"][number]> = {
  ...scopeColumns,
  from_bps: (row) => row.fromBps,
  to_bps: (row) => row.toBps,
  announced_at_utc: (row) => row.changedAt,
  effective_from_utc: (row) => row.activatedAt,
  is_pending: (row) => row.isPending,
  block_number: (row) => row.block,
};

/** The fractions that a slashing took of strategies are never added: each stands by its strategy. */
export const activityColumns: Columns<Operators["activity"]["rows"][number]> = {
  happened_at_utc: (row) => row.at,
  block_number: (row) => row.block,
  transaction: (row) => row.transactionHash,
  kind: (row) => row.kind,
  event: (row) => row.type,
  avs: (row) => row.avs,
  avs_name: (row) => row.avsName,
  operator_set_number: (row) => row.setNumber,
  staker_or_approver: (row) => row.party,
  strategy: (row) => row.strategy,
  symbol: (row) => row.symbol,
  share_of_magnitude_ratio: (row) => row.ratio,
  from_bps: (row) => row.fromBps,
  to_bps: (row) => row.toBps,
  effective_from_utc: (row) => row.effectAt,
  effect_block_number: (row) => row.effectBlock,
  slashed_strategies: (row) => row.cuts?.map((cut) => cut.strategy).join(" "),
  slashed_ratios: (row) => row.cuts && decimals(row.cuts.map((cut) => cut.ratio)),
  words: (row) => row.words,
};
