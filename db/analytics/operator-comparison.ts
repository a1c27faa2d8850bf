import { inArray, sql } from "drizzle-orm";
import {
  operatorAvsRelationships,
  operatorDelegators,
  operatorState,
  operatorStrategyState,
} from "@/drizzle/analytics/schema";
import { real, usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { newestSpread, type SpreadLabel, spreadLabel, top1Ratio } from "./concentration";
import { allocations, wholeUsd } from "./exposure";
import { quantity } from "./expressions";
import { avsName } from "./names";
import { newestScores, shownScores } from "./newest-scores";
import { screenedFigures } from "./operator-figures";

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
 * What stands behind the headline figures of these operators, in no order: the parts of its score, how steady and how
 * spread its stake is, and what its AVSs could take at the very worst. Each is what its own tab shows; unknown is
 * `null`, which the worst case is as soon as one allocation is of unknown value, and nothing allocated is nothing that
 * could be taken. One statement, because five operators' tabs are many.
 * Units: points 0..100, ratios, USD, counts. Sources: those of `findOperatorScore`, `findRiskDetail`, `findSpread`,
 * `findStrategySummary` and `findWorstCase`.
 */
export function listStandings(db: AnalyticsDb, addresses: string[]) {
  const allocated = allocations(db);
  const taken = db
    .select({
      takenOf: sql<string>`allocated.operator`.as("taken_of"),
      takenUsd: wholeUsd(allocated).as("taken_usd"),
    })
    .from(allocated)
    .where(inArray(allocated.operator, addresses))
    .groupBy(sql`allocated.operator`)
    .as("taken");
  const { score: _, ...parts } = shownScores;
  return db
    .select({
      address: operatorState.operatorId,
      ...parts,
      volatility30dRatio: quantity(sql`a.delegation_volatility_30d`, real),
      sizePercentile: quantity(sql`a.size_percentile`, real),
      delegatorSpread: sql<SpreadLabel | null>`${spreadLabel}`,
      largestDelegatorRatio: top1Ratio,
      strategyCount: sql`(select count(*) from ${operatorStrategyState} t
        where t.operator_id = operator_state.operator_id)`.mapWith(Number),
      worstCaseUsd: quantity(sql`case when taken.taken_of is null then 0 else taken.taken_usd end`, usd),
    })
    .from(operatorState)
    .leftJoin(sql`lateral ${newestScores(sql`operator_state.operator_id`)}`, sql`true`)
    .leftJoin(sql`lateral ${newestSpread(sql`operator_state.operator_id`, "delegator")}`, sql`true`)
    .leftJoin(taken, sql`taken.taken_of = ${operatorState.operatorId}`)
    .where(inArray(operatorState.operatorId, addresses));
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
