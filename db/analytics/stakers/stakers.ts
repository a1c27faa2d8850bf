import { and, asc, desc, eq, sql } from "drizzle-orm";
import {
  operatorDelegatorHistory,
  operatorDelegatorShares,
  operatorDelegators,
  stakers,
} from "@/drizzle/analytics/schema";
import { instant } from "../../postgres/decoders";
import { cachedPerRun } from "../cached-per-run";
import type { AnalyticsDb } from "../client";
import { ALL, quantity } from "../expressions";
import * as cell from "../facts/cells";
import { operatorName } from "../names";
import { readByKey } from "../read-by-key";
import { isOneDeparture } from "./departures";

const d = operatorDelegators;
const h = operatorDelegatorHistory;

/** The newest time that it delegated there, for it may have left and come back; else what the pipeline says. */
const delegatedAt = sql`coalesce((select max(${h.eventTimestamp}) from ${h} where ${h.operatorId} = ${d.operatorId}
  and ${h.stakerId} = ${d.stakerId} and upper(${h.delegationType}) = 'DELEGATED'), ${d.delegatedAt})`;

/**
 * Returns whom a staker delegates to now and since when, `null` for nobody; `undefined` for an address that never
 * staked. Sources: stakers, operator_delegators, operator_delegator_history.
 */
export const findStaker = cachedPerRun("findStaker", async (db: AnalyticsDb, address: string) => {
  const [[known], [delegation]] = await Promise.all([
    db.select({ address: stakers.id }).from(stakers).where(eq(stakers.id, address)).limit(1),
    db
      .select({ operator: d.operatorId, delegatedAt: quantity(delegatedAt, instant) })
      .from(d)
      .where(and(eq(d.stakerId, address), eq(d.isDelegated, true)))
      .orderBy(sql`${d.delegatedAt} desc nulls last`, asc(d.operatorId))
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
 * Returns what a staker has or had of each strategy with an operator; shares in their smallest unit, no slash taken off,
 * `null`: not known. Source: operator_delegator_shares.
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
 * Every delegation and its end, the newest first, at most `limit`; an event stored twice stands once.
 * `kind` is DELEGATED, UNDELEGATED or FORCE_UNDELEGATED. Units: instants. Sources: operator_delegator_history,
 * operator_metadata.
 */
export const listStakerDelegations = cachedPerRun(
  "listStakerDelegations",
  (db: AnalyticsDb, address: string, limit: number = ALL) =>
    db
      .select({
        operator: operatorDelegatorHistory.operatorId,
        operatorName: sql<string | null>`max(${operatorName(sql`operator_delegator_history.operator_id`)})`,
        kind: sql<string>`upper(${operatorDelegatorHistory.delegationType})`,
        happenedAt: quantity(sql`min(${operatorDelegatorHistory.eventTimestamp})`, instant),
        blockNumber: operatorDelegatorHistory.eventBlock,
        transaction: sql<string | null>`max(${operatorDelegatorHistory.transactionHash})`,
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
