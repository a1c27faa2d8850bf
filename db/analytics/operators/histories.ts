import { and, asc, gte, inArray, lte } from "drizzle-orm";
import { operatorDailySnapshots } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import * as cell from "../facts/cells";
import { groupBy } from "../group-by";
import { type DayRange, readByKey } from "../read-by-key";

const d = operatorDailySnapshots;
const day = {
  address: cell.id(d.operatorId),
  snapshotOn: cell.id(d.snapshotDate),
  tvsUsd: cell.usd(d.totalTvs),
  delegatorCount: cell.count(d.delegatorCount),
  avsCount: cell.count(d.activeAvsCount),
};

/**
 * Returns the stored days of several operators, oldest first, in the order of `addresses`; an operator without days
 * has an empty history. Units: USD with slashes not taken off, counts. Source: operator_daily_snapshots.
 */
export const listOperatorHistories = cachedPerRun(
  "listOperatorHistories",
  async (db: AnalyticsDb, addresses: string[], { from, until }: DayRange) => {
    const rows = await readByKey(day, (columns) =>
      db
        .select(columns)
        .from(d)
        .where(
          and(
            inArray(d.operatorId, addresses),
            lte(d.snapshotDate, until),
            from === undefined ? undefined : gte(d.snapshotDate, from),
          ),
        )
        .orderBy(asc(d.snapshotDate)),
    );
    const byOperator = groupBy(rows, (row) => row.address);
    return addresses.map((address) => ({
      address,
      days: (byOperator.get(address) ?? []).map(({ address: _, ...one }) => one),
    }));
  },
);
