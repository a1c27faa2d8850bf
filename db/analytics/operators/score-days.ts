import { and, asc, eq, gte, lte } from "drizzle-orm";
import { operatorAnalytics } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import * as cell from "../facts/cells";
import { type DayRange, readByKey } from "../read-by-key";

const a = operatorAnalytics;
const day = {
  scoredOn: cell.id(a.date),
  score: cell.score(a.riskScore),
  hasSufficientData: cell.flag(a.hasSufficientData),
};

/**
 * Returns an operator's daily scores, 0..100, as the pipeline stores them, oldest first. Source: operator_analytics.
 */
export const listScoreDays = cachedPerRun(
  "listScoreDays",
  (db: AnalyticsDb, address: string, { from, until }: DayRange) =>
    readByKey(day, (columns) =>
      db
        .select(columns)
        .from(a)
        .where(
          and(
            eq(a.operatorId, address),
            lte(a.date, until),
            from === undefined ? undefined : gte(a.date, from),
          ),
        )
        .orderBy(asc(a.date)),
    ),
);
