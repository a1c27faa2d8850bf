import { sql } from "drizzle-orm";

/**
 * What tells one change `h` of a commission from another: the pipeline may store the same one many times, and may have
 * no event id for it. Source: operator_commission_history.
 */
export const commissionEventKey =
  sql.raw(`coalesce(h.event_id, concat_ws('-', h.operator_id, upper(h.commission_type),
    h.avs_id, h.operator_set_id, h.old_bips, h.new_bips, h.block_number, h.changed_at))`);
