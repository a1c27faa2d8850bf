import { and, asc, desc, eq, sql } from "drizzle-orm";
import {
  operatorDelegatorHistory,
  operatorDelegatorShares,
  operatorDelegators,
  stakers,
} from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import { ALL } from "../expressions";
import * as cell from "../facts/cells";
import { operatorName } from "../names";
import { believed, readByKey } from "../read-by-key";
import { delegatedSince } from "./delegated-since";
import { isOneDeparture } from "./departures";

const d = operatorDelegators;
const since = delegatedSince(d);

/**
 * Returns the operator that a staker delegates to now, and since when; `null` for none, `undefined` for an address
 * that never staked. Sources: stakers, operator_delegators, operator_delegator_history.
 */
export const findStaker = cachedPerRun("findStaker", async (db: AnalyticsDb, address: string) => {
  const [[known], [delegation]] = await Promise.all([
    db.select({ address: stakers.id }).from(stakers).where(eq(stakers.id, address)).limit(1),
    db
      .select({ operator: d.operatorId, delegatedAt: believed(cell.instant(d.delegatedAt), since) })
      .from(d)
      .where(and(eq(d.stakerId, address), eq(d.isDelegated, true)))
      .orderBy(sql`${since} desc nulls last`, asc(d.operatorId))
      .limit(1),
  ]);
  return known && { ...known, delegation: delegation ?? null };
});

const s = operatorDelegatorShares;
const position = {
  strategy: cell.id(s.strategyId),
  shares: cell.shares(s.shares),
  writtenBlock: cell.checkpointBlock(s.sharesUpdatedBlock),
  updatedAt: cell.instant(s.sharesUpdatedAt),
};

/**
 * Returns the present and past shares of a staker in each strategy with an operator, in their smallest unit, slashes
 * not taken off; `null` if not known. Source: operator_delegator_shares.
 */
export const listStakerPositions = cachedPerRun(
  "listStakerPositions",
  (db: AnalyticsDb, { staker, operator }: { staker: string; operator: string }) =>
    readByKey(position, (columns) =>
      db
        .select(columns)
        .from(s)
        .where(and(eq(s.stakerId, staker), eq(s.operatorId, operator)))
        .orderBy(asc(s.strategyId)),
    ),
);

/**
 * Returns a staker's delegations and their ends, the newest first, at most `limit`, each once however often it is
 * stored. `kind` is DELEGATED, UNDELEGATED or FORCE_UNDELEGATED. Units: UTC instants. Sources:
 * operator_delegator_history, operator_metadata.
 */
export const listStakerDelegations = cachedPerRun(
  "listStakerDelegations",
  (db: AnalyticsDb, address: string, limit: number = ALL) =>
    db
      .select({
        operator: operatorDelegatorHistory.operatorId,
        operatorName: sql<string | null>`max(${operatorName(operatorDelegatorHistory.operatorId)})`,
        kind: sql<string>`upper(${operatorDelegatorHistory.delegationType})`,
        happenedAt: believed(
          cell.instant(operatorDelegatorHistory.eventTimestamp),
          sql`min(${operatorDelegatorHistory.eventTimestamp})`,
        ),
        blockNumber: believed(cell.block(operatorDelegatorHistory.eventBlock)),
        transactionHash: sql<string | null>`max(${operatorDelegatorHistory.transactionHash})`,
      })
      .from(operatorDelegatorHistory)
      .where(and(eq(operatorDelegatorHistory.stakerId, address), isOneDeparture(operatorDelegatorHistory)))
      .groupBy(
        operatorDelegatorHistory.operatorId,
        sql`upper(${operatorDelegatorHistory.delegationType})`,
        operatorDelegatorHistory.eventBlock,
      )
      .orderBy(desc(operatorDelegatorHistory.eventBlock), sql`max(${operatorDelegatorHistory.id}) desc`)
      .limit(limit),
);
