import { perNetwork } from "../lists/per-network";
import type { Network, Strategy } from "../network";
import { partOf } from "../parts";
import { compareKnown, valueFigures } from "../unknown";

const COMPARED_DAYS = 30;
const TOLERANCE_DAYS = 7;
const DAY_MILLISECONDS = 86_400_000;

/**
 * Returns the network's headline figures, the change of its value, and the counts of a day 30 to 37 days ago, `null`
 * if no such day is kept.
 */
export const networkOverview = perNetwork((network) => {
  const { totals, clocks, strategies } = network;
  const now = {
    at: clocks.timeNow,
    blockNumber: clocks.blockNow,
    ...valueFigures(totals.value),
    operatorCount: totals.operatorCount,
    avsCount: totals.avsCount,
    delegatorCount: totals.delegatorCount,
    delegatorUnknownCount: totals.delegatorUnknownCount,
    strategyCount: [...strategies.values()].filter((one) => one.operators.length > 0).length,
    slashingCount: totals.slashingCount,
    /** The median PI split of operators with stake, defaults included. */
    medianCommissionBps: totals.piBenchmark?.medianBps ?? null,
  };
  const day = pastDay(network);
  const before = day && {
    day: day.day,
    operatorCount: day.operatorCount,
    avsCount: day.avsCount,
    delegatorCount: day.delegatorCount,
  };
  return { now, before, change: totals.change30d };
});

/** Returns the pipeline's own row of the network for the day used as 30 days ago. */
function pastDay({ networkDays, clocks }: Network) {
  if (!clocks.timeNow) return null;
  const ago = (day: string) => ((clocks.timeNow?.getTime() ?? 0) - Date.parse(day)) / DAY_MILLISECONDS;
  return (
    networkDays.find(({ day }) => {
      if (day === null) return false;
      const days = Math.floor(ago(day));
      return days >= COMPARED_DAYS && days <= COMPARED_DAYS + TOLERANCE_DAYS;
    }) ?? null
  );
}

/** Returns the parts of the network's value: each strategy's value, the largest first. */
export const networkStrategies = ({ strategies, totals }: Network) =>
  [...strategies.values()]
    .filter(({ value }) => (value.knownUsd ?? 0) > 0)
    .map(({ address, symbol, value }) => ({
      address,
      symbol,
      ofNetworkRatio: partOf(value, totals.value),
      ...valueFigures(value),
    }));

/**
 * Returns how the value is spread over operators with any, over their brands and over their node operators: ratios 0..1 and
 * least numbers of holders. An operator of no known entity counts as one of its own.
 */
export const networkConcentration = ({ totals: { spreads }, entities }: Network) => ({
  ...spreads,
  entityCount: entities.size,
});

/** The smallest change in USD that counts as a move, as METRICS.movers and /methodology say. */
const LEAST_USD = 1000;
const LEAST_RATIO = 0.001;

/**
 * Returns the operators whose stake rose and fell most in seven days, at most `limit` each. Changes of price are left
 * out. The change of `unknownCount` operators is not known.
 */
export function networkMovers({ operators }: Network, limit: number) {
  const unknown = [...operators.values()].filter(
    ({ value, change7d }) => (change7d?.stakeUsd ?? null) === null && value.knownUsd !== 0,
  );
  const moved = [...operators.values()].flatMap(({ address, name, value, change7d }) => {
    if (!change7d || change7d.stakeUsd === null || Math.abs(change7d.stakeUsd) < LEAST_USD) return [];
    if (change7d.stakeRatio !== null && Math.abs(change7d.stakeRatio) < LEAST_RATIO) return [];
    const { stakeUsd, stakeRatio } = change7d;
    return [
      { address, name, ...valueFigures(value), stakeChangeUsd: stakeUsd, stakeChangeRatio: stakeRatio },
    ];
  });
  const most = (direction: "ascending" | "descending") =>
    moved
      .filter(({ stakeChangeUsd }) => stakeChangeUsd > 0 === (direction === "descending"))
      .sort((a, b) => compareKnown(a.stakeChangeUsd, b.stakeChangeUsd, direction))
      .slice(0, limit);
  return { risers: most("descending"), fallers: most("ascending"), unknownCount: unknown.length };
}

/**
 * Returns how current the data is: the greatest known block, the earliest instant that its parts reach, when it was
 * read, and the pipeline's own statement. `processedAt` is `null` if no part's reach is known.
 */
export const networkFreshness = perNetwork(({ clocks, readAt, source, strategies }) => ({
  blockNumber: clocks.blockNow,
  processedAt: clocks.dataAt,
  /** Names of the parts of the data that are over a day behind the newest one. */
  lateParts: clocks.lateParts,
  readAt,
  isDemo: source.isDemo,
  provenance: source.provenance,
  /** The age of the prices of held strategies, and where the prices come from. */
  prices: priceAges([...strategies.values()].filter(({ operators }) => operators.length > 0)),
}));

function priceAges(held: Strategy[]) {
  const sources = held.flatMap(({ priceUsd, priceSource }) => (priceUsd === null ? [] : (priceSource ?? [])));
  return { ...spanOf(held.map(({ pricedAt }) => pricedAt)), sources: [...new Set(sources)].sort() };
}

/**
 * Returns the state of the data: how far each part reaches (`null` if not known), missing and empty tables,
 * implausible cells by table and column, and the age of the prices and rates of held strategies.
 */
export function networkData({ clocks, source, strategies }: Network) {
  const held = [...strategies.values()].filter(({ operators }) => operators.length > 0);
  return {
    parts: clocks.reaches.map(({ part, at }) => ({ part, at, isLate: clocks.lateParts.includes(part) })),
    missingTables: source.missingTables,
    emptyTables: source.emptyTables,
    implausible: source.implausible,
    values: [
      { what: "Prices", ...spanOf(held.map(({ pricedAt }) => pricedAt)) },
      { what: "Exchange rates", ...spanOf(held.map(({ rateUpdatedAt }) => rateUpdatedAt)) },
    ],
  };
}

/** Returns the oldest and the newest of some instants, and how many are not known. */
function spanOf(instants: (Date | null)[]) {
  const known = instants.flatMap((at) => at ?? []).sort((a, b) => a.getTime() - b.getTime());
  return {
    oldestAt: known[0] ?? null,
    newestAt: known.at(-1) ?? null,
    unknownCount: instants.length - known.length,
  };
}
