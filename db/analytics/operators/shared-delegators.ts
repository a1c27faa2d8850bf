import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { operatorDelegatorShares, operatorDelegators } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import * as cell from "../facts/cells";
import { believed } from "../read-by-key";
import { delegatorValues, type ShareValue } from "../stakers/delegator-values";

/**
 * Returns, for each two of these operators, the stakers who moved from one to the other; pairs without any are left
 * out. `valueUsd` is their present value with either, without `unpricedCount` strategies, `null` if none is known.
 * Units: counts, USD. Sources: operator_delegators, operator_delegator_shares.
 */
export const listSharedDelegators = cachedPerRun(
  "listSharedDelegators",
  (db: AnalyticsDb, addresses: string[], values: readonly ShareValue[]) => {
    const [a, b] = [alias(operatorDelegators, "a"), alias(operatorDelegators, "b")];
    const moved = db
      .select({ staker: operatorDelegators.stakerId })
      .from(operatorDelegators)
      .where(inArray(operatorDelegators.operatorId, addresses))
      .groupBy(operatorDelegators.stakerId)
      .having(sql`count(*) > 1`);
    const valued = delegatorValues(db, values, inArray(operatorDelegatorShares.stakerId, moved));
    const count = sql`count(distinct ${a.stakerId})`;
    return db
      .select({
        one: a.operatorId,
        other: b.operatorId,
        delegatorCount: count.mapWith(Number),
        valueUsd: believed(
          cell.usd(operatorDelegatorShares.shares),
          sql`case when coalesce(sum(${valued.unknownCount}), 0) = 0 then coalesce(sum(${valued.valueUsd}), 0) else sum(${valued.valueUsd}) end`,
        ),
        unpricedCount: sql`coalesce(sum(${valued.unknownCount}), 0)`.mapWith(Number),
        isUpperBound: sql<boolean>`coalesce(bool_or(${valued.isUpperBound}), false)`,
      })
      .from(a)
      .innerJoin(b, and(eq(b.stakerId, a.stakerId), gt(b.operatorId, a.operatorId)))
      .leftJoin(
        valued,
        and(eq(valued.staker, a.stakerId), sql`${valued.operator} in (${a.operatorId}, ${b.operatorId})`),
      )
      .where(and(inArray(a.operatorId, addresses), inArray(b.operatorId, addresses)))
      .groupBy(a.operatorId, b.operatorId)
      .orderBy(sql`${count} desc`, a.operatorId, b.operatorId);
  },
);
