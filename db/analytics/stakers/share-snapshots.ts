import { and, asc, eq, gt, gte, lt } from "drizzle-orm";
import { operatorDelegatorSharesSnapshots } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import * as cell from "../facts/cells";
import { readByKey } from "../read-by-key";

const s = operatorDelegatorSharesSnapshots;
const snapshot = {
  strategy: cell.id(s.strategyId),
  shares: cell.shares(s.shares),
  snapshotBlock: cell.block(s.snapshotBlock),
  snapshotOn: cell.day(s.snapshotDate),
};

interface Departure {
  staker: string;
  operator: string;
  /** The block in which the delegation began; `null` if not known. */
  startedBlock: number | null;
  leftBlock: number;
}

/**
 * Returns the shares of a staker with an operator on each day with a snapshot before it left, in their smallest unit,
 * oldest first; empty if its delegation has none. Source: operator_delegator_shares_snapshots.
 */
export const listSharesBeforeLeaving = cachedPerRun(
  "listSharesBeforeLeaving",
  (db: AnalyticsDb, { staker, operator, startedBlock, leftBlock }: Departure) => {
    const isOfDelegation = and(
      eq(s.stakerId, staker),
      eq(s.operatorId, operator),
      eq(s.isDelegated, true),
      gt(s.snapshotBlock, 0),
      lt(s.snapshotBlock, leftBlock),
      startedBlock === null ? undefined : gte(s.snapshotBlock, startedBlock),
    );
    return readByKey(snapshot, (columns) =>
      db.select(columns).from(s).where(isOfDelegation).orderBy(asc(s.snapshotDate), asc(s.strategyId)),
    );
  },
);
