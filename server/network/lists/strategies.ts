import type { Network, Strategy } from "../network";
import { partOf } from "../parts";
import { allocatedFigures, type UsdSum, valueFigures } from "../unknown";
import { holdsStake } from "../value";
import { answersAs, type Bounds, type Columns, type Filter, filterOf, inBounds, matchesSearch } from "./list";
import { perNetwork } from "./per-network";

/** One strategy in the list: its headline figures, in USD, ratios and counts. */
export type StrategyRow = ReturnType<typeof strategyRow>;

/** Returns a strategy's headline figures. Its texts come from its token, unchecked. */
export function strategyRow({ totals }: Network, strategy: Strategy) {
  const { value, allocated } = strategy;
  return {
    address: strategy.address,
    symbol: strategy.symbol,
    name: strategy.name,
    token: strategy.token,
    decimals: strategy.decimals,
    /** Underlying tokens for one share. */
    exchangeRate: strategy.exchangeRate,
    rateUpdatedAt: strategy.rateUpdatedAt,
    priceUsd: strategy.priceUsd,
    pricedAt: strategy.pricedAt,
    /** Whether another token's price is used in place of its own. */
    isProxyPrice: strategy.isProxyPrice,
    proxySymbol: strategy.proxySymbol,
    tvsUsd: value.knownUsd,
    unpricedCount: value.unknownCount,
    isTvsUpperBound: value.isUpperBound,
    tvsChange30dRatio: strategy.change30d?.valueRatio ?? null,
    ofNetworkRatio: partOf(value, totals.value),
    operatorCount: strategy.operators.length,
    delegatorCount: strategy.delegatorCount,
    ...allocatedOf(allocated),
    allocatedRatio: partOf(allocated, value),
    /** `null` if allocations were not read. */
    avsCount: strategy.allocationCount === null ? null : strategy.avs.length,
  };
}

/** Returns the allocated value, and the parts that are not included in it. */
function allocatedOf(sum: UsdSum) {
  const { unpricedCount, ...figures } = allocatedFigures(sum);
  return { ...figures, unpricedAllocatedCount: unpricedCount };
}

export const STRATEGY_COLUMNS = {
  symbol: { unit: "text", value: (row) => row.symbol },
  rate: { unit: "ratio", value: (row) => row.exchangeRate },
  price: { unit: "usd", value: (row) => row.priceUsd },
  tvs: { unit: "usd", value: (row) => row.tvsUsd },
  change: { unit: "ratio", value: (row) => row.tvsChange30dRatio },
  operators: { unit: "count", value: (row) => row.operatorCount },
  delegators: { unit: "count", value: (row) => row.delegatorCount },
  allocated: { unit: "usd", value: (row) => row.allocatedUsd },
  avs: { unit: "count", value: (row) => row.avsCount },
} as const satisfies Columns<StrategyRow>;
export type StrategyColumnId = keyof typeof STRATEGY_COLUMNS;

/** Returns every strategy, the largest first. */
export const strategyRows = perNetwork((network): StrategyRow[] =>
  Array.from(network.strategies.values(), (strategy) => strategyRow(network, strategy)),
);

export interface StrategyFilter {
  q?: string;
  /** "held" means that at least one operator has stake in it. */
  status?: "held" | "all";
  tvsUsd?: Bounds;
  operatorCount?: Bounds;
  /** Whether any of it is allocated to an operator set. */
  isAllocated?: boolean;
  /** An operator with stake in it. */
  operator?: string;
}

/** Returns the filter of a list of strategies. */
export function strategyFilterOf({ operators }: Network, filter: StrategyFilter): Filter<StrategyRow> {
  const held =
    filter.operator === undefined
      ? undefined
      : new Set(
          operators
            .get(filter.operator)
            ?.strategies.filter(holdsStake)
            .map(({ strategy }) => strategy),
        );
  return filterOf(filter, [
    filter.status === "held" ? (row) => row.operatorCount > 0 : undefined,
    inBounds((row) => row.tvsUsd, filter.tvsUsd),
    inBounds((row) => row.operatorCount, filter.operatorCount),
    answersAs(({ avsCount }) => (avsCount === null ? null : avsCount > 0), filter.isAllocated),
    held && ((row) => held.has(row.address)),
    matchesSearch(filter.q, (row) => [row.symbol, row.name, row.address, row.token]),
  ]);
}

/** Returns how many strategies there are, how many have stake, their total value, and the allocated part of it. */
export const countStrategies = (network: Network) => ({
  totalCount: network.strategies.size,
  heldCount: strategyRows(network).filter(({ operatorCount }) => operatorCount > 0).length,
  ...valueFigures(network.totals.value),
  ...allocatedOf(network.totals.allocated),
  allocatedRatio: partOf(network.totals.allocated, network.totals.value),
});
