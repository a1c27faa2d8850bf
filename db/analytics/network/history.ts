import { and, asc, gte, lte } from "drizzle-orm";
import { networkDailyAggregates } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import * as cell from "../facts/cells";
import { type DayRange, readByKey } from "../read-by-key";

const n = networkDailyAggregates;
const day = {
  snapshotOn: cell.id(n.snapshotDate),
  tvsUsd: cell.usd(n.totalTvs),
  operatorCount: cell.count(n.totalOperators),
  avsCount: cell.count(n.totalAvs),
  delegatorCount: cell.count(n.totalDelegators),
};

/**
 * Returns the network's days as the pipeline sums them, oldest first. Units: USD with slashes not taken off, counts.
 * Source: network_daily_aggregates.
 */
export const listNetworkHistory = cachedPerRun(
  "listNetworkHistory",
  (db: AnalyticsDb, { from, until }: DayRange) =>
    readByKey(day, (columns) =>
      db
        .select(columns)
        .from(n)
        .where(and(lte(n.snapshotDate, until), from === undefined ? undefined : gte(n.snapshotDate, from)))
        .orderBy(asc(n.snapshotDate)),
    ),
);
