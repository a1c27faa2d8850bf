import { SECURES } from "../clocks/activity";
import type { Network } from "../network";
import type { Operator } from "../operator";
import { partOf } from "../parts";
import { holdsStake } from "../value";
import { verdictOf } from "../verdict/judge";
import type { VerdictWord } from "../verdict/verdict";
import { VERDICT_COLUMN } from "../verdict/verdict-column";
import { answersAs, type Bounds, type Columns, type Filter, filterOf, inBounds, matchesSearch } from "./list";
import { perNetwork } from "./per-network";

export type RiskLevel = "LOW" | "MEDIUM" | "HIGH" | "CRITICAL";
/** Risk levels from the worst to the best. */
const RISK_LEVELS: RiskLevel[] = ["CRITICAL", "HIGH", "MEDIUM", "LOW"];

/** One operator in the list: its headline figures, in USD, ratios 0..1, basis points, counts and days. */
export type OperatorRow = ReturnType<typeof operatorRow>;
/** An operator in the screener: with the score, a paid figure, 0..100, higher is safer. */
export type ScreenedOperatorRow = OperatorRow & { score: number | null };

/** Returns an operator's headline figures. */
export function operatorRow(network: Network, operator: Operator) {
  const { word, answeredCount, isDemoLimited } = verdictOf(network, operator);
  const { value, change30d, commission, trendUsd, isTrendUpperBound } = operator;
  return {
    address: operator.address,
    name: operator.name,
    isActive: operator.isActive,
    isPermissioned: operator.isPermissioned,
    verdict: word,
    /** How many of the six gates of its verdict have an answer. */
    answeredGateCount: answeredCount,
    /** Whether the data is a demo that models the operator, so that some gates are not judged. */
    isVerdictDemoLimited: isDemoLimited,
    /** The operator's value, and how certain it is. `unpricedCount` parts are not included. */
    tvsUsd: value.knownUsd,
    unpricedCount: value.unknownCount,
    /** Whether the value may be lower, since a slash could not be taken off. */
    isTvsUpperBound: value.isUpperBound,
    /** The operator's value as a part of the network's priced stake. */
    ofNetworkRatio: partOf(value, network.totals.value),
    tvsChange30dRatio: change30d?.valueRatio ?? null,
    stakeChange30dRatio: change30d?.stakeRatio ?? null,
    tvsTrendUsd: trendUsd,
    isTrendUpperBound,
    delegatorCount: operator.delegatorCount,
    avsCount: operator.avsCount,
    /** How many AVSs it may secure: the pipeline does not say. */
    unknownAvsCount: operator.avs.filter(({ securing }) => securing === "unknown").length,
    /** The PI split. The splits of AVS rewards are in `avsSplits`. */
    commissionBps: commission.pi.bps,
    avsSplits: commission.avsRange,
    utilizationRatio: operator.utilizationRatio,
    /** Whether the data has all of its allocations: a demo lacks those of real operators. */
    areAllocationsComplete: operator.areAllocationsComplete,
    riskLevel: shownRiskLevel(operator),
    operationalDayCount: operator.operationalDayCount,
    slashingCount: operator.slashingCount,
  };
}

const hasScores = ({ scores }: Operator) => scores?.hasSufficientData === true;

/** Returns the pipeline's risk level; `null` if there is not enough data behind it. */
export function shownRiskLevel(operator: Operator): RiskLevel | null {
  const level = hasScores(operator) ? operator.scores?.level : null;
  return RISK_LEVELS.find((one) => one === level) ?? null;
}

/**
 * Returns the score, rounded down to what is shown. A finer score and its parts would reveal the HHI, a paid figure;
 * rounding up could show a level that the operator does not have.
 */
export function shownScore(operator: Operator): number | null {
  return hasScores(operator) ? shownPoints(operator.scores?.score ?? null) : null;
}

/** Returns points of a score, rounded down to what is shown. */
export const shownPoints = (score: number | null): number | null =>
  score === null ? null : Math.floor(Math.round(score * 100) / 10) / 10;

export const screenedOperatorRow = (network: Network, operator: Operator): ScreenedOperatorRow => ({
  ...operatorRow(network, operator),
  score: shownScore(operator),
});

/** A row of the list, or of the screener, which has the score too. */
export type ListedOperatorRow = OperatorRow & { score?: number | null };

export const OPERATOR_COLUMNS = {
  name: { unit: "text", value: (row) => row.name },
  status: { unit: "flag", value: (row) => row.isActive },
  verdict: VERDICT_COLUMN,
  tvs: { unit: "usd", value: (row) => row.tvsUsd },
  change: { unit: "ratio", value: (row) => row.tvsChange30dRatio },
  stake: { unit: "ratio", value: (row) => row.stakeChange30dRatio },
  trend: { unit: "usd", value: (row) => row.tvsTrendUsd, sort: null },
  delegators: { unit: "count", value: (row) => row.delegatorCount },
  avs: { unit: "count", value: (row) => row.avsCount },
  commission: { unit: "bps", value: (row) => row.commissionBps },
  utilization: { unit: "ratio", value: (row) => row.utilizationRatio },
  days: { unit: "days", value: (row) => row.operationalDayCount },
  slashings: { unit: "count", value: (row) => row.slashingCount },
  risk: { unit: "level", value: (row) => row.riskLevel, sort: null },
  score: { unit: "points", value: ({ score = null }) => score, feature: "operatorScreener" },
} as const satisfies Columns<ListedOperatorRow>;
export type OperatorColumnId = keyof typeof OPERATOR_COLUMNS;

/** Returns every operator, the largest first. */
export const operatorRows = perNetwork((network): OperatorRow[] =>
  Array.from(network.operators.values(), (operator) => operatorRow(network, operator)),
);

/** Returns the rows of the operators list with scores, kept as long as the network. */
export const screenedOperatorRows = perNetwork((network): ScreenedOperatorRow[] =>
  Array.from(network.operators.values(), (operator) => screenedOperatorRow(network, operator)),
);

export interface OperatorFilter {
  q?: string;
  /**
   * "listed" means active or with delegated stake, so that no large operator is left out. "staked" are those that the front
   * page counts by verdict.
   */
  status?: "listed" | "staked" | "active" | "inactive" | "all";
  tvsUsd?: Bounds;
  delegatorCount?: Bounds;
  avsCount?: Bounds;
  commissionBps?: Bounds;
  slashed?: boolean;
  permissioned?: boolean;
  /** A strategy in which the operator has stake. */
  strategy?: string;
  /** An AVS that the operator secures now. */
  avs?: string;
  /** The slug of a brand or node operator that it belongs to. */
  entity?: string;
  verdicts?: VerdictWord[];
}

function hasStatus(
  { operators }: Pick<Network, "operators">,
  row: OperatorRow,
  status: OperatorFilter["status"] = "all",
): boolean {
  if (status === "all") return true;
  if (status === "staked") return operators.get(row.address)?.strategies.some(holdsStake) ?? false;
  if (status !== "listed") return row.isActive === (status === "active");
  return row.isActive === true || (row.tvsUsd ?? 0) > 0 || row.unpricedCount > 0;
}

/** Returns the filter of a list of operators. Unknown values match no range and no answer. */
export function operatorFilterOf(network: Network, asked: OperatorFilter): Filter<OperatorRow> {
  const { operators } = network;
  const { status = "all", strategy, avs, entity, verdicts = [] } = asked;
  return filterOf(asked, [
    status === "all" ? undefined : (row) => hasStatus(network, row, status),
    inBounds((row) => row.tvsUsd, asked.tvsUsd),
    inBounds((row) => row.delegatorCount, asked.delegatorCount),
    inBounds((row) => row.avsCount, asked.avsCount),
    inBounds((row) => row.commissionBps, asked.commissionBps),
    answersAs(wasSlashed, asked.slashed),
    answersAs((row) => row.isPermissioned, asked.permissioned),
    verdicts.length === 0 ? undefined : (row) => verdicts.includes(row.verdict),
    strategy === undefined ? undefined : (row) => holdsStrategy(operators.get(row.address), strategy),
    avs === undefined ? undefined : (row) => secures(operators.get(row.address), avs),
    entity === undefined ? undefined : (row) => belongsTo(operators.get(row.address), entity),
    matchesSearch(asked.q, (row) => [row.name, row.address]),
  ]);
}

/** Returns whether the operator was slashed; `null` if slashings were not read. */
const wasSlashed = ({ slashingCount }: OperatorRow) => (slashingCount === null ? null : slashingCount > 0);

const holdsStrategy = (operator: Operator | undefined, address: string) =>
  operator?.strategies.some((held) => held.strategy === address && holdsStake(held)) ?? false;

const secures = (operator: Operator | undefined, address: string) =>
  operator?.avs.some(({ avs, securing }) => avs === address && SECURES.has(securing)) ?? false;

const belongsTo = (operator: Operator | undefined, slug: string) =>
  operator?.entities.brand === slug || operator?.entities.nodeOperator === slug;

/** Returns how many operators there are, how many are active or may be, and how many have stake, ignoring filters. */
export const countOperators = ({ totals, entities }: Network) => ({
  totalCount: totals.operatorCount,
  activeCount: totals.activeOperatorCount,
  activityUnknownCount: totals.activityUnknownCount,
  stakedCount: totals.spreads.operators.stakedCount,
  /** How many known brands and node operators there are. */
  entityCount: entities.size,
});

/**
 * Returns the strategies, AVSs and entities that the list can be filtered by, the most used first. `operatorCount` counts
 * operators with the chosen status.
 */
export function operatorChoices(network: Network, status: OperatorFilter["status"]) {
  const rows = operatorRows(network).filter((row) => hasStatus(network, row, status));
  const counted = new Set(rows.map(({ address }) => address));
  const strategies = new Map<string, number>();
  const avs = new Map<string, number>();
  const entities = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string, operator: string) =>
    counts.set(key, (counts.get(key) ?? 0) + (counted.has(operator) ? 1 : 0));
  for (const operator of network.operators.values()) {
    for (const held of operator.strategies)
      if (holdsStake(held)) add(strategies, held.strategy, operator.address);
    for (const one of operator.avs) if (SECURES.has(one.securing)) add(avs, one.avs, operator.address);
    const { brand, nodeOperator } = operator.entities;
    for (const slug of [brand, nodeOperator]) if (slug !== null) add(entities, slug, operator.address);
  }
  return {
    strategies: mostUsed(strategies).map(([address, operatorCount]) => ({
      address,
      symbol: network.strategies.get(address)?.symbol ?? null,
      operatorCount,
    })),
    avs: mostUsed(avs).map(([address, operatorCount]) => ({
      address,
      name: network.avs.get(address)?.name ?? null,
      operatorCount,
    })),
    entities: mostUsed(entities).map(([slug, operatorCount]) => ({
      slug,
      name: network.entities.get(slug)?.name ?? slug,
      operatorCount,
    })),
  };
}

/** The number of AVSs or strategies that a filter offers. Others can be filtered by address. */
const MOST_CHOICES = 200;

const mostUsed = (counts: Map<string, number>) =>
  [...counts].sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1)).slice(0, MOST_CHOICES);
