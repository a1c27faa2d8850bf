import { sql } from "drizzle-orm";
import { operatorDelegators } from "@/drizzle/analytics/schema";

/**
 * What makes a delegator of who holds shares: that it delegates to their operator now, and that they are more than
 * nothing. `shares` is the name of operator_delegator_shares in the question.
 * Source: operator_delegators.is_delegated.
 */
export const isDelegated = (shares: string) => {
  const held = sql.raw(shares);
  return sql`${held}.shares > 0 and exists (select 1 from ${operatorDelegators} g where g.is_delegated
    and g.id = ${held}.operator_id || '-' || ${held}.staker_id)`;
};
