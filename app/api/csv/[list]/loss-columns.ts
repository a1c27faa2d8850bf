import type { Columns, Out } from "./columns";

type OfOperator = Out["operators"]["worstCase"]["detail"];
type OfAvs = Out["avs"]["lossDetail"];

/** A loss says in each row which part of what is allocated it supposes to be slashed. */
const losing = <Row extends { lostUsd: number | null; isUpperBound: boolean; isUpTo?: boolean }>(
  fraction: number,
): Columns<Row> => ({
  supposed_slash_ratio: () => fraction,
  loss_usd: (row) => row.lostUsd,
  is_loss_upper_bound: (row) => row.isUpperBound || row.isUpTo === true,
});

export const avsLossColumns = (fraction: number): Columns<OfOperator["byAvs"][number]> => ({
  avs: (row) => row.address,
  avs_name: (row) => row.name,
  operator_set_count: (row) => row.operatorSetCount,
  strategy_count: (row) => row.strategyCount,
  slashable_up_to_usd: (row) => row.slashableUpToUsd,
  unknown_value_count: (row) => row.unpricedCount,
  ...losing(fraction),
});

export const operatorLossColumns = (fraction: number): Columns<OfAvs["operators"][number]> => ({
  operator: (row) => row.address,
  operator_name: (row) => row.name,
  strategy_count: (row) => row.strategyCount,
  delegator_count: (row) => row.delegatorCount,
  slashable_up_to_usd: (row) => row.slashableUpToUsd,
  unknown_value_count: (row) => row.unpricedCount,
  ...losing(fraction),
  loss_of_operator_ratio: (row) => row.ofOperatorRatio,
});

export const strategyLossColumns = (fraction: number): Columns<OfAvs["strategies"][number]> => ({
  strategy: (row) => row.address,
  symbol: (row) => row.symbol,
  operator_count: (row) => row.operatorCount,
  slashable_up_to_usd: (row) => row.slashableUpToUsd,
  unknown_value_count: (row) => row.unpricedCount,
  ...losing(fraction),
});

export const loserColumns = (
  fraction: number,
): Columns<OfAvs["losers"][number] & Pick<OfAvs, "unknownLoserCount">> => ({
  staker: (row) => row.address,
  operator: (row) => row.operator,
  operator_name: (row) => row.operatorName,
  unknown_value_count: (row) => row.unpricedCount,
  ...losing(fraction),
  loss_of_stake_ratio: (row) => row.ofStakeRatio,
  unknown_loss_staker_count: (row) => row.unknownLoserCount,
});
