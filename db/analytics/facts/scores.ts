import { and, desc, eq, gte, lte, sql } from "drizzle-orm";
import {
  concentrationMetrics,
  operatorAnalytics,
  operators,
  volatilityMetrics,
} from "@/drizzle/analytics/schema";
import * as cell from "./cells";
import { hasTables, readRows, type Source, today } from "./source";

const score = {
  operator: cell.id(operatorAnalytics.operatorId),
  day: cell.day(operatorAnalytics.date),
  score: cell.score(operatorAnalytics.riskScore),
  level: cell.word(operatorAnalytics.riskLevel),
  confidence: cell.score(operatorAnalytics.confidenceScore),
  performanceScore: cell.score(operatorAnalytics.performanceScore),
  economicScore: cell.score(operatorAnalytics.economicScore),
  networkPositionScore: cell.score(operatorAnalytics.networkPositionScore),
  delegationHhi: cell.ratio(operatorAnalytics.delegationHhi),
  volatility7d: cell.spread(operatorAnalytics.delegationVolatility7D),
  volatility30d: cell.spread(operatorAnalytics.delegationVolatility30D),
  volatility90d: cell.spread(operatorAnalytics.delegationVolatility90D),
  growthRate30d: cell.change(operatorAnalytics.growthRate30D),
  growthConsistency: cell.score(operatorAnalytics.growthConsistencyScore),
  sizePercentile: cell.score(operatorAnalytics.sizePercentile),
  delegatorDistributionCv: cell.size(operatorAnalytics.delegatorDistributionCv),
  slashingCount: cell.count(operatorAnalytics.slashingEventCount),
  operationalDayCount: cell.count(operatorAnalytics.operationalDays),
  delegatorCount: cell.count(operatorAnalytics.snapshotDelegatorCount),
  avsCount: cell.count(operatorAnalytics.snapshotAvsCount),
  calculatedAt: cell.instant(operatorAnalytics.calculatedAt),
  hasSufficientData: cell.flag(operatorAnalytics.hasSufficientData),
};
const concentration = {
  entityType: cell.word(concentrationMetrics.entityType),
  entity: cell.id(concentrationMetrics.entityId),
  type: cell.word(concentrationMetrics.concentrationType),
  day: cell.day(concentrationMetrics.date),
  hhi: cell.ratio(concentrationMetrics.hhiValue),
  gini: cell.ratio(concentrationMetrics.giniCoefficient),
  cv: cell.size(concentrationMetrics.coefficientOfVariation),
  top1Ratio: cell.percentage(concentrationMetrics.top1Percentage),
  top5Ratio: cell.percentage(concentrationMetrics.top5Percentage),
  top10Ratio: cell.percentage(concentrationMetrics.top10Percentage),
  entityCount: cell.count(concentrationMetrics.totalEntities),
  effectiveEntities: cell.size(concentrationMetrics.effectiveEntities),
  /** In US dollars, or in raw shares or magnitudes of different tokens, which cannot be added up. */
  totalAmount: cell.size(concentrationMetrics.totalAmount),
};
const volatility = {
  entityType: cell.word(volatilityMetrics.entityType),
  entity: cell.id(volatilityMetrics.entityId),
  type: cell.word(volatilityMetrics.metricType),
  day: cell.day(volatilityMetrics.date),
  volatility7d: cell.spread(volatilityMetrics.volatility7D),
  volatility30d: cell.spread(volatilityMetrics.volatility30D),
  volatility90d: cell.spread(volatilityMetrics.volatility90D),
  mean: cell.size(volatilityMetrics.meanValue),
  cv: cell.size(volatilityMetrics.coefficientOfVariation),
  trendDirection: cell.figure(volatilityMetrics.trendDirection),
  trendStrength: cell.ratio(volatilityMetrics.trendStrength),
  dayCount: cell.count(volatilityMetrics.dataPointsCount),
  confidence: cell.score(volatilityMetrics.confidenceScore),
};

const DAYS_OF_A_RUN = 7;

/**
 * Returns each operator's newest scores, and its concentrations and volatilities of the last week, all computed by
 * the pipeline.
 */
export async function readScores(source: Source) {
  const [a, c, v] = [operatorAnalytics, concentrationMetrics, volatilityMetrics];
  const newest = source.db
    .select({ id: a.id })
    .from(a)
    .where(and(eq(a.operatorId, operators.id), lte(a.date, today(source))))
    .orderBy(desc(a.date))
    .limit(1)
    .as("newest");
  const isRecent = (table: typeof c | typeof v) =>
    gte(
      table.date,
      sql`(select max(${table.date}) from ${table} where ${lte(table.date, today(source))}) - ${DAYS_OF_A_RUN}::integer`,
    );
  return {
    scores: hasTables(source, operators)
      ? await readRows(source, score, (columns) =>
          source.db
            .select(columns)
            .from(operators)
            .crossJoinLateral(newest)
            .innerJoin(a, eq(a.id, newest.id)),
        )
      : [],
    concentrations: await readRows(source, concentration, (columns) =>
      source.db
        .selectDistinctOn([c.entityType, c.entityId, c.concentrationType], columns)
        .from(c)
        .where(and(isRecent(c), lte(c.date, today(source))))
        .orderBy(c.entityType, c.entityId, c.concentrationType, desc(c.date)),
    ),
    volatilities: await readRows(source, volatility, (columns) =>
      source.db
        .selectDistinctOn([v.entityType, v.entityId, v.metricType], columns)
        .from(v)
        .where(and(isRecent(v), lte(v.date, today(source))))
        .orderBy(v.entityType, v.entityId, v.metricType, desc(v.date)),
    ),
  };
}
