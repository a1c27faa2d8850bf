import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { concentrationMetrics } from "@/drizzle/analytics/schema";
import { real } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { asOfDay, quantity } from "./expressions";

/** What is spread over what; a real pipeline writes either name of each. */
const TYPES = {
  delegator: sql`('delegator', 'delegation')`,
  strategy: sql`('strategy', 'allocation_by_strategy')`,
  avs: sql`('avs', 'allocation_by_avs')`,
};
export type ConcentrationKind = keyof typeof TYPES;

/** The newest measure of how an operator is spread, as `c`; without a row when the pipeline has not measured it. */
const newestSpread = (operator: SQLWrapper | string, kind: ConcentrationKind): SQL =>
  sql`(select m.* from ${concentrationMetrics} m
    where m.entity_type = 'operator' and m.entity_id = ${operator} and lower(m.concentration_type) in ${TYPES[kind]}
      and m.date <= ${asOfDay} and m.hhi_value is not null
    order by m.date desc, m.id desc limit 1) c`;

type SpreadLabel = "excellent" | "good" | "moderate" | "concentrated";

/** The spread of `c` in a word. */
const spreadLabel = sql<SpreadLabel>`case when c.hhi_value < 0.10 then 'excellent' when c.hhi_value < 0.15 then 'good'
  when c.hhi_value < 0.25 then 'moderate' when c.hhi_value is not null then 'concentrated' end`;

/** What the largest of the spread of `c` holds. Units: ratio 0..1. */
const top1Ratio = quantity(sql`c.top_1_percentage / 100`, real);

/**
 * How an operator's value is spread, in a word and nothing more: the figures behind it are priced.
 * `undefined` when the pipeline has not measured it. Labels on /methodology. Source: concentration_metrics.
 */
export async function findSpreadLabel(db: AnalyticsDb, operator: string, kind: ConcentrationKind) {
  const [row] = await db.select({ label: spreadLabel }).from(newestSpread(operator, kind));
  return row?.label;
}

/**
 * The same with how much the largest hold and among how many it is spread. Units: ratios 0..1, a count.
 * Source: concentration_metrics.
 */
export async function findSpread(db: AnalyticsDb, operator: string, kind: ConcentrationKind) {
  const [row] = await db
    .select({
      label: spreadLabel,
      top1Ratio,
      top5Ratio: quantity(sql`c.top_5_percentage / 100`, real),
      top10Ratio: quantity(sql`c.top_10_percentage / 100`, real),
      entityCount: sql<number | null>`c.total_entities`,
    })
    .from(newestSpread(operator, kind));
  return row;
}

/**
 * The raw measures of concentration. Units: HHI, Gini and ratios 0..1, the coefficient of variation from 0 up,
 * effective entities as 1 / HHI. Source: concentration_metrics; formulas on /methodology, "Concentration".
 */
export async function findRawConcentration(db: AnalyticsDb, operator: string, kind: ConcentrationKind) {
  const [row] = await db
    .select({
      measuredOn: sql<string>`c.date`,
      hhi: quantity(sql`c.hhi_value`, real),
      gini: quantity(sql`c.gini_coefficient`, real),
      coefficientOfVariation: quantity(sql`c.coefficient_of_variation`, real),
      effectiveEntityCount: quantity(sql`c.effective_entities`, real),
      entityCount: sql<number | null>`c.total_entities`,
      top1Ratio,
      top5Ratio: quantity(sql`c.top_5_percentage / 100`, real),
      top10Ratio: quantity(sql`c.top_10_percentage / 100`, real),
      totalUsd: quantity(sql`c.total_amount`, real),
    })
    .from(newestSpread(operator, kind));
  return row;
}
