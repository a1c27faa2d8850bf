import { type RiskLevel, shownRiskLevel } from "../lists/operators";
import { perNetwork } from "../lists/per-network";
import type { Network, Strategy } from "../network";
import { partOf } from "../parts";
import { addSums, compareKnown, valueFigures } from "../unknown";

const COMPARED_DAYS = 30;
const TOLERANCE_DAYS = 7;
const DAY_MILLISECONDS = 86_400_000;

/**
 * Returns the network's headline figures now, how its value changed, and the counts of a day 30 to 37 days before, `null`
 * where none is kept.
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
    /** The split of programmatic incentives of the middle operator with stake, the default included. */
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

/** The pipeline's own day of the whole network that stands for 30 days ago. */
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

/** Returns what the network's value is made of: each strategy's value, the largest first. */
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

/** Returns how many active operators have each risk level, and their value; level `null` has not enough data. */
export const riskLevels = perNetwork(({ operators }) => {
  const active = [...operators.values()].filter(({ isActive }) => isActive === true);
  const levels: (RiskLevel | null)[] = ["CRITICAL", "HIGH", "LOW", "MEDIUM", null];
  return levels.flatMap((riskLevel) => {
    const own = active.filter((operator) => shownRiskLevel(operator) === riskLevel);
    const value = addSums(own.map((operator) => operator.value));
    return own.length === 0 ? [] : [{ riskLevel, operatorCount: own.length, ...valueFigures(value) }];
  });
});

/** A smaller movement is noise: METRICS.movers and /methodology say so. */
const LEAST_USD = 1000;
const LEAST_RATIO = 0.001;

/**
 * Returns the operators whose stake rose most and fell most in seven days, at most `limit` each: what prices did is left
 * out, and `unknownCount` operators of whom it is not known.
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
 * Returns how far the data reaches: the greatest known block, the least instant that its parts reach, when it was read,
 * and what the pipeline says of it. `processedAt` is `null` where no part says how far it reaches.
 */
export const networkFreshness = perNetwork(({ clocks, readAt, source, strategies }) => ({
  blockNumber: clocks.blockNow,
  processedAt: clocks.dataAt,
  /** Parts that are over a day behind the furthest. */
  lateParts: clocks.lateParts,
  readAt,
  isDemo: source.isDemo,
  provenance: source.provenance,
  /** How old the prices of held strategies are, and whose they are. */
  prices: priceAges([...strategies.values()].filter(({ operators }) => operators.length > 0)),
}));

function priceAges(held: Strategy[]) {
  const sources = held.flatMap(({ priceUsd, priceSource }) => (priceUsd === null ? [] : (priceSource ?? [])));
  return { ...spanOf(held.map(({ pricedAt }) => pricedAt)), sources: [...new Set(sources)].sort() };
}

/**
 * Returns what there is of the data: how far each part reaches (`null`: it does not say), tables that are missing or
 * empty, cells that were not believed by table and column, and how old prices and rates of held strategies are.
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

/** The oldest and the newest of some instants, and how many are not known. */
function spanOf(instants: (Date | null)[]) {
  const known = instants.flatMap((at) => at ?? []).sort((a, b) => a.getTime() - b.getTime());
  return {
    oldestAt: known[0] ?? null,
    newestAt: known.at(-1) ?? null,
    unknownCount: instants.length - known.length,
  };
}
