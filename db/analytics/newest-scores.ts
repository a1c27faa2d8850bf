import { type SQLWrapper, sql } from "drizzle-orm";
import { operatorAnalytics } from "@/drizzle/analytics/schema";
import { real } from "../postgres/decoders";
import { asOfDay, quantity, shownScore } from "./expressions";

/** The newest day of scores of an operator, as `a`; without a row when it has none. */
export const newestScores = (operator: SQLWrapper | string) => sql`(select a.* from ${operatorAnalytics} a
  where a.operator_id = ${operator} and a.date <= ${asOfDay} order by a.date desc limit 1) a`;

/** Whether enough data stands behind the scores of `a`: without it none of them may be shown. */
export const isEnough = sql`a.has_sufficient_data`;

const enough = (points: SQLWrapper) => quantity(sql`case when ${isEnough} then ${points} end`, real);

/** What is shown of the scores of `a`: components in whole points, and `null` without enough data. */
export const shownScores = {
  score: enough(shownScore(sql`a.risk_score`)),
  performanceScore: enough(sql`round(a.performance_score)`),
  economicScore: enough(sql`round(a.economic_score)`),
  networkPositionScore: enough(sql`round(a.network_position_score)`),
  confidence: enough(sql`a.confidence_score`),
};
