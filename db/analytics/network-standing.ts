import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { operatorState } from "@/drizzle/analytics/schema";
import { usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { quantity } from "./expressions";
import { operatorId, stakeMoved } from "./operator-before";
import { declared, operatorFigures } from "./operator-figures";

/**
 * How the network's value is spread over the operators that hold any: HHI and the part of the ten largest (ratios
 * 0..1), and the least numbers of operators that hold 33 % and 50 %; all of them `null` when nobody holds value.
 * Source: operator_state.total_tvs; formulas on /methodology, "Concentration" and "Values".
 */
export async function findNetworkConcentration(db: AnalyticsDb) {
  const ranked = sql`(select n, share, sum(share) over (order by n) as held from (
      select row_number() over (order by s.total_tvs desc, s.operator_id) as n,
        s.total_tvs / sum(s.total_tvs) over () as share
      from ${operatorState} s where s.total_tvs > 0) shares) ranked`;
  const [row] = await db
    .select({
      operatorCount: sql`count(*)`.mapWith(Number),
      hhi: quantity(sql`sum(share * share)`, Number),
      top10Ratio: quantity(sql`sum(share) filter (where n <= 10)`, Number),
      operatorsTo33Count: quantity(sql`min(n) filter (where held >= 0.33)`, Number),
      operatorsTo50Count: quantity(sql`min(n) filter (where held >= 0.5)`, Number),
    })
    .from(ranked);
  return (
    row ?? {
      operatorCount: 0,
      hhi: null,
      top10Ratio: null,
      operatorsTo33Count: null,
      operatorsTo50Count: null,
    }
  );
}

/**
 * How many active operators have each risk level, and the value they hold; level `null` has not enough data.
 * Units: USD, counts. Sources: those of `operatorFigures`.
 */
export function listRiskLevels(db: AnalyticsDb) {
  const figures = operatorFigures(db);
  return db
    .select({
      riskLevel: figures.riskLevel,
      operatorCount: sql`count(*)`.mapWith(Number),
      tvsUsd: quantity(sql`sum(${figures.tvsUsd})`, usd),
    })
    .from(figures)
    .where(eq(figures.isActive, true))
    .groupBy(figures.riskLevel)
    .orderBy(sql`${figures.riskLevel} nulls last`);
}

/** A smaller movement is noise: METRICS.movers and /methodology say so. */
const LEAST_USD = 1000;
const LEAST_RATIO = 0.001;

/**
 * The operators whose stake rose most and fell most in seven days, at most `limit` each, the largest change first, and
 * only who moved by $1,000 and by 0.1 % of what they had: what prices did is left out, and who it is not known of.
 * Units: USD, ratios. Sources: those of `stakeMoved`, operator_state.total_tvs.
 */
export async function listMovers(db: AnalyticsDb, limit: number) {
  const change = db
    .select({
      address: sql<string>`${operatorId}`.as("address"),
      name: declared("name").as("name"),
      tvsUsd: quantity(operatorState.totalTvs, usd).as("tvs_usd"),
      stakeChangeUsd: quantity(sql`moved.usd`, usd).as("stake_usd"),
      stakeChangeRatio: quantity(sql`moved.ratio`, Number).as("stake_ratio"),
    })
    .from(operatorState)
    .innerJoin(sql`lateral ${stakeMoved(7)} moved`, sql`true`)
    .as("change");
  const matters = sql`abs(${change.stakeChangeUsd}) >= ${LEAST_USD}
    and coalesce(abs(${change.stakeChangeRatio}) >= ${LEAST_RATIO}, true)`;
  const most = (moved: SQL, first: SQL) =>
    db.select().from(change).where(and(moved, matters)).orderBy(first, change.address).limit(limit);
  const [risers, fallers] = await Promise.all([
    most(sql`${change.stakeChangeUsd} > 0`, desc(change.stakeChangeUsd)),
    most(sql`${change.stakeChangeUsd} < 0`, sql`${change.stakeChangeUsd}`),
  ]);
  return { risers, fallers };
}
