import type { Columns } from "../lists/list";
import { perNetwork } from "../lists/per-network";
import type { Allocation, Network, Strategy } from "../network";
import type { Operator, OperatorStrategy } from "../operator";
import { partOf } from "../parts";
import { valueFigures } from "../unknown";
import { verdictOf } from "../verdict/judge";
import { VERDICT_COLUMN } from "../verdict/verdict-column";
import { groupAllocations } from "./exposure";

const allocationsByStrategy = perNetwork(({ allocations }) =>
  groupAllocations(allocations, ({ strategy }) => strategy),
);

/** Returns the allocations in a strategy, in effect or announced. */
export const allocationsOf = (network: Network, { address }: Strategy): Allocation[] =>
  allocationsByStrategy(network).get(address) ?? [];

/** One operator with stake in a strategy, and its part of the strategy's value. */
export type StrategyOperatorRow = ReturnType<typeof operatorOfStrategy>;
/** An operator in a strategy with its shares, in their smallest unit, and its allocated value. */
export type StrategyHolderRow = StrategyOperatorRow & ReturnType<typeof holding>;

const operatorOfStrategy = (
  network: Network,
  operator: Operator,
  held: OperatorStrategy,
  strategy: Strategy,
) => ({
  address: operator.address,
  name: operator.name,
  verdict: verdictOf(network, operator).word,
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
  (network) =>
    new Map(
      Array.from(network.strategies.values(), (strategy): [string, StrategyHolderRow[]] => [
        strategy.address,
        strategy.operators.flatMap((address) => {
          const operator = network.operators.get(address);
          const held = operator?.strategies.find((one) => one.strategy === strategy.address);
          if (!operator || !held) return [];
          return [{ ...operatorOfStrategy(network, operator, held, strategy), ...holding(operator, held) }];
        }),
      ]),
    ),
);

/** Returns the operators with stake in a strategy, with the figures of their stake there, the largest first. */
export const strategyHolders = (network: Network, { address }: Strategy): StrategyHolderRow[] =>
  holdersByStrategy(network).get(address) ?? [];

const freeRows = new WeakMap<StrategyHolderRow[], StrategyOperatorRow[]>();

/** Returns the operators in a strategy without the paid figures. */
export function strategyOperators(network: Network, strategy: Strategy): StrategyOperatorRow[] {
  const whole = strategyHolders(network, strategy);
  const rows =
    freeRows.get(whole) ??
    whole.map(({ address, name, verdict, ofStrategyRatio }) => ({ address, name, verdict, ofStrategyRatio }));
  freeRows.set(whole, rows);
  return rows;
}

/** A row with or without the paid figures. */
export type ListedHolderRow = StrategyOperatorRow & Partial<StrategyHolderRow>;

const feature = "strategyHolders";
export const HOLDER_COLUMNS = {
  name: { unit: "text", value: (row) => row.name },
  verdict: VERDICT_COLUMN,
  /** The operator's part of the strategy's value. Ordering by it is ordering by value. */
  value: { unit: "ratio", value: (row) => row.ofStrategyRatio },
  share: { unit: "ratio", value: ({ ofOperatorRatio = null }) => ofOperatorRatio, feature },
  usd: { unit: "usd", value: ({ tvsUsd = null }) => tvsUsd, sort: null, feature },
  shares: { unit: "count", value: ({ shares = null }) => shares, sort: null, feature },
  utilization: { unit: "ratio", value: ({ utilizationRatio = null }) => utilizationRatio, feature },
  delegators: { unit: "count", value: ({ delegatorCount = null }) => delegatorCount, feature },
} as const satisfies Columns<ListedHolderRow>;
export type HolderColumnId = keyof typeof HOLDER_COLUMNS;
