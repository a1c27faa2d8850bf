import { and, asc, gte, lte, sql } from "drizzle-orm";
import { networkDailyAggregates } from "@/drizzle/analytics/schema";
import { usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { asOfDay, quantity } from "./expressions";

const days = networkDailyAggregates;

/**
 * The network day by day, oldest first, up to `dayCount` days back; all days when that is `undefined`.
 * Units: USD, counts. Source: network_daily_aggregates.
 */
export const listNetworkHistory = (db: AnalyticsDb, dayCount: number | undefined) =>
  db
    .select({
      snapshotOn: days.snapshotDate,
      tvsUsd: quantity(days.totalTvs, usd),
      operatorCount: days.totalOperators,
      avsCount: days.totalAvs,
      delegatorCount: days.totalDelegators,
    })
    .from(days)
    .where(
      and(
        lte(days.snapshotDate, asOfDay),
        dayCount === undefined ? undefined : gte(days.snapshotDate, sql`${asOfDay} - ${dayCount}::int`),
      ),
    )
    .orderBy(asc(days.snapshotDate));
