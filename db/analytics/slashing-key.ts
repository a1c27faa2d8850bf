import { sql } from "drizzle-orm";

/** What tells one slashing `i` from another: the pipeline may store the same one many times. */
export const slashingKey = sql.raw(`coalesce(i.event_id::text,
  concat_ws('-', i.operator_id, i.operator_set_id, i.slashed_at_block, i.transaction_hash))`);
