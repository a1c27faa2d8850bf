import { type CsvColumns, fileOf } from "@/app/_components/tables/columns";
import { OPERATOR_LIST } from "@/app/operators/list";
import type { RouterOutputs } from "@/server/trpc/router";

type Compared = RouterOutputs["analytics"]["operators"]["compare"];

/** The CSV file of compared operators, one row for each operator. */
export const COMPARISON_FILE: CsvColumns<Compared["operators"][number] & Compared["standings"][number]> = {
  ...fileOf(OPERATOR_LIST, () => true),
  performance_points: (row) => row.performanceScore,
  economics_points: (row) => row.economicScore,
  network_position_points: (row) => row.networkPositionScore,
  confidence_points: (row) => row.confidence,
  worst_case_usd: (row) => row.worstCaseUsd,
  is_worst_case_upper_bound: (row) => row.isWorstCaseUpperBound || row.isWorstCaseUpTo,
  unknown_worst_case_count: (row) => row.unpricedWorstCaseCount,
  size_percentile: (row) => row.sizePercentile,
  strategy_count: (row) => row.strategyCount,
  delegator_spread: (row) => row.delegatorSpread,
  is_measured_before_slashes: (row) => row.isMeasuredBeforeSlashes,
  largest_delegator_ratio: (row) => row.largestDelegatorRatio,
  volatility_30d_ratio: (row) => row.volatility30dRatio,
};

/** The file of AVSs that several of the operators secure. */
export const SHARED_AVS_FILE: CsvColumns<Compared["sharedAvs"][number]> = {
  avs: (row) => row.address,
  avs_name: (row) => row.name,
  sharing_operator_count: (row) => row.operators.length,
  sharing_operators: (row) => row.operators.join(" "),
};

/** The file of delegators that two of the operators share. */
export const SHARED_DELEGATOR_FILE: CsvColumns<NonNullable<Compared["sharedDelegators"]>[number]> = {
  operator: (row) => row.one,
  other_operator: (row) => row.other,
  shared_delegator_count: (row) => row.delegatorCount,
  value_usd: (row) => row.valueUsd,
  is_value_upper_bound: (row) => row.isUpperBound,
  unknown_value_count: (row) => row.unpricedCount,
};
