import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as relations from "@/drizzle/analytics/relations";
import * as schema from "@/drizzle/analytics/schema";
import { type Facts, readFacts } from "../analytics/facts/facts";

/**
 * The pipeline does not lower the shares of slashed positions; their block stays that of the staker's own last
 * change.
 */
const notLowered = `
  UPDATE operator_delegator_shares s
  SET shares = k.shares, shares_updated_block = h.event_block, shares_updated_at = h.event_timestamp
  FROM operator_delegator_shares_snapshots k
  JOIN operator_delegator_history h USING (operator_id, staker_id)
  WHERE k.snapshot_date = (SELECT max(snapshot_date) FROM operator_delegator_shares_snapshots)
    AND h.delegation_type = 'DELEGATED'
    AND (k.operator_id, k.strategy_id, k.staker_id) = (s.operator_id, s.strategy_id, s.staker_id)
    AND EXISTS (SELECT FROM operator_slashing_amounts a
      WHERE (a.operator_id, a.strategy_id) = (s.operator_id, s.strategy_id))`;

/**
 * Returns the facts of the demo at `url`, read as its owner, with slashed positions as a pipeline leaves them.
 * The demo stays unchanged.
 */
export async function readFactsNotLowered(url: string): Promise<Facts> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  const undo = new Error("roll back");
  let facts: Facts | undefined;
  try {
    await drizzle(client, { schema: { ...schema, ...relations } }).transaction(async (transaction) => {
      await transaction.execute(notLowered);
      facts = await readFacts(transaction, new Date());
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  } finally {
    await client.end();
  }
  if (!facts) throw new Error("The facts were not read.");
  return facts;
}
