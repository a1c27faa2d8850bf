import { type SQLWrapper, sql } from "drizzle-orm";
import { operatorAnalytics } from "@/drizzle/analytics/schema";
import { asOfDay } from "./expressions";

/** The newest day of scores of an operator, as `a`; without a row when it has none. */
export const newestScores = (operator: SQLWrapper | string) => sql`(select a.* from ${operatorAnalytics} a
  where a.operator_id = ${operator} and a.date <= ${asOfDay} order by a.date desc limit 1) a`;

/** Whether enough data stands behind the scores of `a`: without it none of them may be shown. */
export const isEnough = sql`a.has_sufficient_data`;
