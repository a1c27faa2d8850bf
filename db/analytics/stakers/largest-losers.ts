import { asc, desc, sql } from "drizzle-orm";
import { operatorDelegatorShares } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import * as cell from "../facts/cells";
import { believed } from "../read-by-key";
import { delegatorValues, type ShareValue } from "./delegator-values";

/**
 * Returns how many stakers of each operator of `values` have stake at risk there. Sources: operator_delegator_shares,
 * operator_delegators.
 */
export const countDelegatorsAtRisk = cachedPerRun(
  "countDelegatorsAtRisk",
  (db: AnalyticsDb, values: readonly ShareValue[]) => {
    const valued = delegatorValues(db, values);
    return db
      .select({
        operator: valued.operator,
        delegatorCount: sql`count(*) filter (where ${valued.isAtRisk})`.mapWith(Number),
      })
      .from(valued)
      .groupBy(valued.operator);
  },
);

/**
 * Returns the delegators who lose most, at most `limit`. `lostUsd` leaves out `unpricedCount` strategies; all losers
 * with such are `unknownLoserCount`. `ofStakeRatio`, 0..1, is of the priced stake with the operator, `null` if not
 * exactly known. Sources: operator_delegator_shares, operator_delegators.
 */
export const listLargestLosers = cachedPerRun(
  "listLargestLosers",
  (db: AnalyticsDb, values: readonly ShareValue[], limit: number) => {
    const valued = delegatorValues(db, values);
    return db
      .select({
        address: valued.staker,
        operator: valued.operator,
        lostUsd: believed(cell.usd(operatorDelegatorShares.shares), valued.lostUsd),
        ofStakeRatio: believed(
          cell.ratio(operatorDelegatorShares.shares),
          sql`case when ${valued.unboundedCount} = 0 and ${valued.lossUnboundedCount} = 0 and not ${valued.isUpperBound}
            then ${valued.lostUsd} / nullif(${valued.valueUsd}, 0) end`,
        ),
        unpricedCount: sql`${valued.lossUnknownCount}`.mapWith(Number),
        isUpperBound: valued.isLossUpperBound,
        isUpTo: valued.isLossUpTo,
        unknownLoserCount: sql`count(*) filter (where ${valued.lossUnknownCount} > 0) over ()`.mapWith(
          Number,
        ),
      })
      .from(valued)
      .where(sql`${valued.isAtRisk}`)
      .orderBy(sql`${desc(valued.lostUsd)} nulls last`, asc(valued.staker))
      .limit(limit);
  },
);
