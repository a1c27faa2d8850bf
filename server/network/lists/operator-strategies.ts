import type { Network } from "../network";
import type { Operator } from "../operator";
import { partOf } from "../parts";
import type { Columns } from "./list";
import { perNetwork } from "./per-network";

/** An operator's stake in one strategy, in USD, ratios and counts. */
export type OperatorStrategyRow = ReturnType<typeof rowsOf>[number];

const rowsOf = ({ strategies }: Network, operator: Operator) =>
  operator.strategies.map((held) => ({
    address: held.strategy,
    symbol: strategies.get(held.strategy)?.symbol ?? null,
    tokenName: strategies.get(held.strategy)?.name ?? null,
    valueUsd: held.value.knownUsd,
    unpricedCount: held.value.unknownCount,
    isTvsUpperBound: held.value.isUpperBound,
    /** The value in the strategy as a part of the operator's priced stake. */
    shareRatio: partOf(held.value, operator.value),
    /** Magnitude in effect or announced, as a part of the maximum. */
    utilizationRatio: held.utilizationRatio,
    allocatedUsd: held.allocated.knownUsd,
    isAllocatedUpperBound: held.allocated.isUpperBound,
    unpricedAllocatedCount: held.allocated.unknownCount,
    slashableUpToUsd: held.slashableUpTo.knownUsd,
    /** The part that slashes took of a stake that was there from the start. */
    slashedRatio: held.slashedRatio,
    /** Whether nothing can be delegated into it any more. */
    isDead: held.isDead,
    delegatorCount: held.delegatorCount,
  }));

const rowsByOperator = perNetwork((network) => {
  const known = new Map<Operator, OperatorStrategyRow[]>();
  return (operator: Operator) => {
    const rows = known.get(operator) ?? rowsOf(network, operator);
    known.set(operator, rows);
    return rows;
  };
});

/** Returns an operator's stake in every strategy, the largest first. */
export const operatorStrategies = (network: Network, operator: Operator): OperatorStrategyRow[] =>
  rowsByOperator(network)(operator);

export const OPERATOR_STRATEGY_COLUMNS = {
  name: { unit: "text", value: (row) => row.symbol },
  value: { unit: "usd", value: (row) => row.valueUsd },
  delegators: { unit: "count", value: (row) => row.delegatorCount },
  utilization: { unit: "ratio", value: (row) => row.utilizationRatio },
  allocated: { unit: "usd", value: (row) => row.allocatedUsd },
  slashed: { unit: "ratio", value: (row) => row.slashedRatio },
} as const satisfies Columns<OperatorStrategyRow>;
export type OperatorStrategyColumnId = keyof typeof OPERATOR_STRATEGY_COLUMNS;

/**
 * Returns the number of strategies of an operator, and their total value, which leaves out `unpricedCount` of them.
 */
export const strategySummary = ({ strategies, value }: Operator) => ({
  strategyCount: strategies.length,
  valuedCount: strategies.filter((held) => (held.value.knownUsd ?? 0) > 0).length,
  unpricedCount: strategies.filter((held) => held.value.unknownCount > 0).length,
  totalUsd: value.knownUsd,
  isTvsUpperBound: value.isUpperBound,
});
