import { sql } from "drizzle-orm";
import { historicalTvsSnapshots } from "@/drizzle/analytics/schema";
import { asOfDay } from "./expressions";

/**
 * Whether the pipeline marks the newest value of an operator in a strategy, because a slashing took magnitude there
 * that the shares may still hold. `row` is the name of a table with operator_id and strategy_id in the question.
 * Source: historical_tvs_snapshots.has_slashing_caveat.
 */
export const isUnsettled = (row: string) => {
  const of = sql.raw(row);
  return sql`coalesce((select h.has_slashing_caveat from ${historicalTvsSnapshots} h where h.operator_id = ${of}.operator_id
    and h.strategy_id = ${of}.strategy_id and h.snapshot_date <= ${asOfDay}
    order by h.snapshot_date desc limit 1), false)`;
};
