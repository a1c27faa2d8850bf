import type { Columns } from "../lists/list";
import { perNetwork } from "../lists/per-network";
import type { Allocation, Network, Strategy } from "../network";
import type { Operator, OperatorStrategy } from "../operator";
import { partOf } from "../parts";
import { valueFigures } from "../unknown";
import { groupAllocations } from "./exposure";

const allocationsByStrategy = perNetwork(({ allocations }) =>
  groupAllocations(allocations, ({ strategy }) => strategy),
);

/** Returns what is allocated of a strategy, now or announced. */
export const allocationsOf = (network: Network, { address }: Strategy): Allocation[] =>
  allocationsByStrategy(network).get(address) ?? [];

/** One operator with stake in a strategy, and what part of the strategy's value that is. */
export type StrategyOperatorRow = ReturnType<typeof operatorOfStrategy>;
/** With what it has there; shares are in their smallest unit. */
export type StrategyHolderRow = StrategyOperatorRow & ReturnType<typeof holding>;

const operatorOfStrategy = ({ address, name }: Operator, held: OperatorStrategy, strategy: Strategy) => ({
  address,
  name,
  ofStrategyRatio: partOf(held.value, strategy.value),
});

const holding = (operator: Operator, held: OperatorStrategy) => ({
  ...valueFigures(held.value),
  ofOperatorRatio: partOf(held.value, operator.value),
  shares: held.shares,
  utilizationRatio: held.utilizationRatio,
  delegatorCount: held.delegatorCount,
});

const holdersByStrategy = perNetwork(
  ({ strategies, operators }) =>
    new Map(
      Array.from(strategies.values(), (strategy): [string, StrategyHolderRow[]] => [
        strategy.address,
        strategy.operators.flatMap((address) => {
          const operator = operators.get(address);
          const held = operator?.strategies.find((one) => one.strategy === strategy.address);
          if (!operator || !held) return [];
          return [{ ...operatorOfStrategy(operator, held, strategy), ...holding(operator, held) }];
        }),
      ]),
    ),
);

/** Returns the operators with stake in a strategy and what they have there, the largest first. */
export const strategyHolders = (network: Network, { address }: Strategy): StrategyHolderRow[] =>
  holdersByStrategy(network).get(address) ?? [];

const freeRows = new WeakMap<StrategyHolderRow[], StrategyOperatorRow[]>();

/** Returns the operators in a strategy without the figures that are sold. */
export function strategyOperators(network: Network, strategy: Strategy): StrategyOperatorRow[] {
  const whole = strategyHolders(network, strategy);
  const rows =
    freeRows.get(whole) ??
    whole.map(({ address, name, ofStrategyRatio }) => ({ address, name, ofStrategyRatio }));
  freeRows.set(whole, rows);
  return rows;
}

export const STRATEGY_OPERATOR_COLUMNS = {
  name: { unit: "text", value: (row) => row.name },
  value: { unit: "ratio", value: (row) => row.ofStrategyRatio },
} as const satisfies Columns<StrategyOperatorRow>;

export const STRATEGY_HOLDER_COLUMNS = {
  ...STRATEGY_OPERATOR_COLUMNS,
  share: { unit: "ratio", value: (row: StrategyHolderRow) => row.ofOperatorRatio },
  delegators: { unit: "count", value: (row: StrategyHolderRow) => row.delegatorCount },
  utilization: { unit: "ratio", value: (row: StrategyHolderRow) => row.utilizationRatio },
} as const satisfies Columns<StrategyHolderRow>;
