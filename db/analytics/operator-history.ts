import { and, asc, eq, gte, inArray, lte, sql } from "drizzle-orm";
import { operatorDailySnapshots } from "@/drizzle/analytics/schema";
import { groupBy } from "../group-by";
import type { AnalyticsDb } from "./client";
import { asOfDay, quantity } from "./expressions";

const days = operatorDailySnapshots;
const day = {
  snapshotOn: days.snapshotDate,
  tvsUsd: quantity(days.totalTvs, Number),
  delegatorCount: days.delegatorCount,
  avsCount: days.activeAvsCount,
};
const isWithin = (dayCount: number | undefined) =>
  and(
    lte(days.snapshotDate, asOfDay),
    dayCount === undefined ? undefined : gte(days.snapshotDate, sql`${asOfDay} - ${dayCount}::int`),
  );

/**
 * One operator day by day, oldest first, up to `dayCount` days back; all days when that is `undefined`.
 * Units: USD, counts. Source: operator_daily_snapshots.
 */
export const listOperatorHistory = (db: AnalyticsDb, address: string, dayCount: number | undefined) =>
  db
    .select(day)
    .from(days)
    .where(and(eq(days.operatorId, address), isWithin(dayCount)))
    .orderBy(asc(days.snapshotDate));

/** Returns the histories of several operators, in the order of `addresses`; an operator without days has an empty one. */
export async function listOperatorHistories(
  db: AnalyticsDb,
  addresses: string[],
  dayCount: number | undefined,
) {
  const rows = await db
    .select({ address: days.operatorId, ...day })
    .from(days)
    .where(and(inArray(days.operatorId, addresses), isWithin(dayCount)))
    .orderBy(asc(days.snapshotDate));
  const byOperator = groupBy(rows, (row) => row.address);
  return addresses.map((address) => ({
    address,
    days: (byOperator.get(address) ?? []).map(({ address: _, ...one }) => one),
  }));
}
