import { sql } from "drizzle-orm";
import { operatorDelegatorShares } from "@/drizzle/analytics/schema";
import { isDelegated } from "./delegated";

/**
 * Whether an operator holds a strategy now: it is worth more than nothing there, or, where nobody knows what the
 * strategy is worth, somebody who delegates to the operator has shares of it. `state` is the name of
 * operator_strategy_state in the question. Sources: also operator_delegator_shares, operator_delegators.
 */
export const isHeld = (state: string) => {
  const row = sql.raw(state);
  return sql`(${row}.tvs_usd > 0 or (${row}.tvs_usd is null and exists (select 1 from ${operatorDelegatorShares} held_by
    where held_by.operator_id = ${row}.operator_id and held_by.strategy_id = ${row}.strategy_id
      and ${isDelegated("held_by")})))`;
};
