import { sql } from "drizzle-orm";
import { operatorDelegatorHistory } from "@/drizzle/analytics/schema";

/**
 * A forced departure is stored as two events of one block: this leaves out the plain one. `row` is the name of
 * operator_delegator_history in the question.
 */
export const isOneDeparture = (row: string) => {
  const of = sql.raw(row);
  return sql`not (upper(${of}.delegation_type) = 'UNDELEGATED' and exists (
    select 1 from ${operatorDelegatorHistory} forced where forced.operator_id = ${of}.operator_id
      and forced.staker_id = ${of}.staker_id and forced.event_block = ${of}.event_block
      and upper(forced.delegation_type) = 'FORCE_UNDELEGATED'))`;
};
