import { shownPoints, shownScore } from "../lists/operators";
import type { Network } from "../network";
import type { Operator } from "../operator";
import { riskDrivers } from "../risk-drivers";
import { isRead } from "../source";
import { ratio } from "../unknown";

type SpreadLabel = "excellent" | "good" | "moderate" | "concentrated";
/** The pipeline's names for each measure of concentration. Pipelines write one or the other. */
const SPREAD_TYPES = {
  delegator: ["DELEGATOR", "DELEGATION"],
  strategy: ["STRATEGY", "ALLOCATION_BY_STRATEGY"],
  avs: ["AVS", "ALLOCATION_BY_AVS"],
};
type SpreadOver = keyof typeof SPREAD_TYPES;

/**
 * Returns whether a slash may be missing from the pipeline's own figures of an operator: it never takes one off the shares
 * from which it computes spread, volatility and growth. `false` only if the operator is known not to have been slashed.
 */
export const isMeasuredBeforeSlashes = ({ slashings, strategies }: Operator): boolean =>
  slashings.length > 0 || strategies.some(({ slashedRatio }) => slashedRatio !== 0);

/** Returns the pipeline's newest measure of an operator's concentration, if it has one. */
const newestSpread = ({ concentrations }: Operator, over: SpreadOver) =>
  concentrations
    .filter(({ type, hhi }) => hhi !== null && SPREAD_TYPES[over].includes(type ?? ""))
    .sort((a, b) => ((a.day ?? "") < (b.day ?? "") ? 1 : -1))[0];

function labelOf(hhi: number): SpreadLabel {
  if (hhi < 0.1) return "excellent";
  if (hhi < 0.15) return "good";
  return hhi < 0.25 ? "moderate" : "concentrated";
}

/** Returns an operator's concentration in a word, the share of its largest parts, and the number of parts. */
export function spreadOf(operator: Operator, over: SpreadOver) {
  const spread = newestSpread(operator, over);
  if (!spread || spread.hhi === null) return null;
  const { top1Ratio, top5Ratio, top10Ratio, entityCount } = spread;
  return { label: labelOf(spread.hhi), top1Ratio, top5Ratio, top10Ratio, entityCount };
}

/** Returns the pipeline's measures of concentration unchanged: HHI, Gini and ratios 0..1. */
export function rawConcentration(operator: Operator, over: SpreadOver) {
  const spread = newestSpread(operator, over);
  if (!spread) return null;
  return {
    measuredOn: spread.day,
    hhi: spread.hhi,
    gini: spread.gini,
    coefficientOfVariation: spread.cv,
    effectiveEntityCount: spread.effectiveEntities,
    entityCount: spread.entityCount,
    top1Ratio: spread.top1Ratio,
    top5Ratio: spread.top5Ratio,
    top10Ratio: spread.top10Ratio,
  };
}

/**
 * Returns an operator's percentile by value, 0..100; `null` without enough data, since pipelines then fill in the
 * middle.
 */
export const sizePercentileOf = ({ scores }: Operator): number | null =>
  scores?.hasSufficientData === true ? scores.sizePercentile : null;

const COUNTED_DAYS = 90;
const DAY_MILLISECONDS = 86_400_000;

/**
 * Returns how often an operator changed a split in the 90 days before a day; `null` if the date of any change is not
 * known.
 */
function changesBefore(
  { commissionChanges, source }: Network,
  { address }: Operator,
  day: string,
): number | null {
  if (!isRead(source, "operator_commission_history")) return null;
  const until = Date.parse(day);
  if (commissionChanges.some(({ operator, changedAt }) => operator === address && changedAt === null))
    return null;
  return commissionChanges.filter(({ operator, changedAt }) => {
    const at = changedAt?.getTime();
    return (
      operator === address && at !== undefined && at <= until && at > until - COUNTED_DAYS * DAY_MILLISECONDS
    );
  }).length;
}

type Distribution = "very even" | "even" | "uneven" | "very uneven";
function distributionOf(cv: number | null): Distribution | null {
  if (cv === null) return null;
  if (cv < 0.3) return "very even";
  if (cv < 0.5) return "even";
  return cv < 0.8 ? "uneven" : "very uneven";
}

/** How many points the parts may differ from the score: both are rounded. */
const TOLERANCE_POINTS = 0.5;

/** Returns whether points add up to a score. They do not on a pipeline with other formulas or units. */
function explains(drivers: readonly { weight: number; points: number }[], score: number | null): boolean {
  if (score === null) return false;
  const sum = drivers.reduce((total, { weight, points }) => total + (weight * points) / 100, 0);
  return Math.abs(sum - score) <= TOLERANCE_POINTS;
}

/**
 * Returns the reasons for an operator's score: its parts, the points of each, and the figures behind them. The score
 * is `null` without enough data. Returns `null` for an operator without any scores.
 */
export function riskDetail(network: Network, operator: Operator) {
  const { scores } = operator;
  if (!scores?.day) return null;
  const { hasSufficientData, slashingCount, volatility30d, operationalDayCount, sizePercentile } = scores;
  const score = shownScore(operator);
  const commissionChangeCount90d = changesBefore(network, operator, scores.day);
  const isWhole =
    hasSufficientData === true &&
    scores.delegationHhi !== null &&
    slashingCount !== null &&
    volatility30d !== null &&
    operationalDayCount !== null &&
    sizePercentile !== null &&
    commissionChangeCount90d !== null;
  const drivers = isWhole
    ? riskDrivers({
        slashingCount,
        volatility30dRatio: volatility30d,
        operationalDayCount,
        delegatorHhi: scores.delegationHhi ?? 0,
        commissionChangeCount90d,
        growth30dRatio: scores.growthRate30d,
        sizePercentile,
      })
    : [];
  return {
    scoredOn: scores.day,
    hasSufficientData: hasSufficientData === true,
    score,
    confidence: hasSufficientData === true ? scores.confidence : null,
    /** The number that the score counted: the pipeline may count copies of a slashing. */
    slashingCount: operator.slashingCount,
    volatility7dRatio: scores.volatility7d,
    volatility30dRatio: volatility30d,
    volatility90dRatio: scores.volatility90d,
    growth30dRatio: scores.growthRate30d,
    sizePercentile: sizePercentileOf(operator),
    operationalDayCount,
    delegatorCount: scores.delegatorCount,
    commissionChangeCount90d,
    distribution: distributionOf(scores.delegatorDistributionCv),
    isMeasuredBeforeSlashes: isMeasuredBeforeSlashes(operator),
    drivers: explains(drivers, score) ? [...drivers] : [],
    spread: spreadOf(operator, "delegator"),
  };
}

/** A day of scores as the pipeline stores it. */
interface ScoreDay {
  scoredOn: string;
  score: number | null;
  hasSufficientData: boolean | null;
}

/** Returns the score of each day, rounded as it is shown; `null` for a day without enough data. */
export const scoreHistory = (days: readonly ScoreDay[]) =>
  days.map(({ scoredOn, score, hasSufficientData }) => ({
    scoredOn,
    score: hasSufficientData === true ? shownPoints(score) : null,
  }));

const SERIES = ["tvs", "delegation_shares", "delegator_count", "avs_count"] as const;

/** Returns the newest measure of each series whose volatility is measured, under either of its names. */
function newestSeries({ volatilities }: Operator) {
  const nameOf = (type: string | null) => (type === "DELEGATORS" ? "delegator_count" : type?.toLowerCase());
  return SERIES.flatMap((series) => {
    const [newest] = volatilities
      .filter(({ type }) => nameOf(type) === series)
      .sort((a, b) => ((a.day ?? "") < (b.day ?? "") ? 1 : -1));
    return newest ? [{ ...newest, series }] : [];
  });
}

/** Returns the volatility and trend of an operator's daily figures; ratios, R squared 0..1. */
export const volatilityOf = (operator: Operator) =>
  newestSeries(operator).map(({ series, mean, trendDirection, trendStrength, ...one }) => ({
    series,
    volatility7dRatio: one.volatility7d,
    volatility30dRatio: one.volatility30d,
    volatility90dRatio: one.volatility90d,
    trendPerDayRatio: ratio(trendDirection, mean),
    trendStrength,
  }));

/**
 * Returns the raw metrics behind the risk words, and the amount of data behind them. `days` are all days with scores.
 */
export function rawRisk(operator: Operator, days: readonly ScoreDay[]) {
  const { scores } = operator;
  return {
    analytics: scores && {
      scoredOn: scores.day,
      riskScore: scores.score,
      confidence: scores.confidence,
      delegationHhi: scores.delegationHhi,
      delegatorDistributionCv: scores.delegatorDistributionCv,
      volatility7dRatio: scores.volatility7d,
      volatility30dRatio: scores.volatility30d,
      volatility90dRatio: scores.volatility90d,
      growth30dRatio: scores.growthRate30d,
      growthConsistencyScore: scores.growthConsistency,
      sizePercentile: sizePercentileOf(operator),
      delegatorCount: scores.delegatorCount,
      avsCount: scores.avsCount,
      /** The number that the score counted: the pipeline may count copies of a slashing. */
      slashingCount: operator.slashingCount,
      operationalDayCount: scores.operationalDayCount,
      hasSufficientData: scores.hasSufficientData,
      calculatedAt: scores.calculatedAt,
    },
    coverage: {
      firstDayOn: days[0]?.scoredOn ?? null,
      scoredDayCount: days.length,
      sufficientDayCount: days.filter(({ hasSufficientData }) => hasSufficientData === true).length,
    },
    concentration: {
      delegator: rawConcentration(operator, "delegator"),
      strategy: rawConcentration(operator, "strategy"),
      avs: rawConcentration(operator, "avs"),
    },
    series: newestSeries(operator).map(({ series, mean, cv, trendDirection, trendStrength, ...one }) => ({
      series,
      mean,
      coefficientOfVariation: cv,
      trendPerDay: trendDirection,
      trendStrength,
      dataPointCount: one.dayCount,
      confidence: one.confidence,
    })),
  };
}
