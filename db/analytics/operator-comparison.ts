import { inArray, sql } from "drizzle-orm";
import { operatorAvsRelationships, operatorDelegators } from "@/drizzle/analytics/schema";
import { usd } from "../units";
import type { AnalyticsDb } from "./client";
import { quantity } from "./expressions";
import { avsName } from "./names";
import { screenedFigures } from "./operator-figures";
import { findOperatorScore } from "./operator-overview";
import { findRiskDetail } from "./operator-risk";
import { findStrategySummary } from "./operator-strategies";
import { findWorstCase } from "./operator-worst-case";

/**
 * The figures of these operators, as the list has them, in the order asked for; unknown addresses are left out.
 * Units and sources: those of `screenedFigures`.
 */
export async function listCompared(db: AnalyticsDb, addresses: string[]) {
  const figures = screenedFigures(db);
  const rows = await db.select().from(figures).where(inArray(figures.address, addresses));
  return addresses.flatMap((address) => rows.find((row) => row.address === address) ?? []);
}

/**
 * What stands behind an operator's headline figures: the parts of its score, how steady and how spread its stake is,
 * and what its AVSs could take at the very worst. Each is what its own tab shows; unknown is `null`.
 * Units: points 0..100, ratios, USD, counts. Sources: those of `findOperatorScore`, `findRiskDetail`,
 * `findStrategySummary` and `findWorstCase`.
 */
export async function findStanding(db: AnalyticsDb, address: string) {
  const [score, risk, strategies, worstCase] = await Promise.all([
    findOperatorScore(db, address),
    findRiskDetail(db, address),
    findStrategySummary(db, address),
    findWorstCase(db, address, 1),
  ]);
  return {
    address,
    performanceScore: score?.performanceScore ?? null,
    economicScore: score?.economicScore ?? null,
    networkPositionScore: score?.networkPositionScore ?? null,
    confidence: score?.confidence ?? null,
    volatility30dRatio: risk?.volatility30dRatio ?? null,
    sizePercentile: risk?.sizePercentile ?? null,
    delegatorSpread: risk?.spread?.label ?? null,
    largestDelegatorRatio: risk?.spread?.top1Ratio ?? null,
    strategyCount: strategies.strategyCount,
    // Nothing allocated is nothing that could be taken; an unknown value stays unknown.
    worstCaseUsd: worstCase.allocationCount === 0 ? 0 : worstCase.lostUsd,
  };
}

/**
 * The AVSs that at least two of these operators are registered to now, the most shared first. `operators` are those of
 * the asked ones that are. Sources: operator_avs_relationships, avs_metadata.
 */
export const listSharedAvs = (db: AnalyticsDb, addresses: string[]) =>
  db
    .select({
      address: operatorAvsRelationships.avsId,
      name: avsName(sql`operator_avs_relationships.avs_id`),
      operators: sql<string[]>`json_agg(${operatorAvsRelationships.operatorId}
        order by ${operatorAvsRelationships.operatorId})`,
    })
    .from(operatorAvsRelationships)
    .where(
      sql`${inArray(operatorAvsRelationships.operatorId, addresses)}
        and upper(${operatorAvsRelationships.currentStatus}) = 'REGISTERED'`,
    )
    .groupBy(operatorAvsRelationships.avsId)
    .having(sql`count(*) > 1`)
    .orderBy(sql`count(*) desc`, operatorAvsRelationships.avsId);

/**
 * The stakers who delegated to both of two of these operators, at one time or another: a staker delegates to one
 * operator at a time, so a shared one has moved between them. Pairs without any are left out; `valueUsd` is what the
 * shared stakers hold with either of the two now, unknown when none of it is known.
 * Units: counts, USD. Source: operator_delegators.
 */
export const listSharedDelegators = (db: AnalyticsDb, addresses: string[]) =>
  db
    .select({
      one: sql<string>`a.operator_id`,
      other: sql<string>`b.operator_id`,
      delegatorCount: sql`count(*)`.mapWith(Number),
      valueUsd: quantity(
        sql`sum(case when a.is_delegated then a.total_tvs_usd when b.is_delegated then b.total_tvs_usd end)`,
        usd,
      ),
    })
    .from(sql`${operatorDelegators} a join ${operatorDelegators} b
      on b.staker_id = a.staker_id and b.operator_id > a.operator_id`)
    .where(sql`${inArray(sql`a.operator_id`, addresses)} and ${inArray(sql`b.operator_id`, addresses)}`)
    .groupBy(sql`a.operator_id, b.operator_id`)
    .orderBy(sql`count(*) desc, a.operator_id, b.operator_id`);
