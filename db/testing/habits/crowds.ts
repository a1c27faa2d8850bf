import { sql } from "drizzle-orm";
import { type Habit, rewrite } from "./habit";
import { who } from "./world";

const worthless = (count: number) =>
  sql`generate_series(1, ${sql.raw(String(count))}) n, lpad(to_hex(n + 268435456), 40, 'f') digits`;

/**
 * Returns the habit of somebody who deploys strategies of tokens without a price, with an operator holding a little
 * of each.
 */
export const manyStrategies = (count: number): Habit =>
  rewrite(
    sql`insert into strategies (id, address) select '0x' || digits, '0x' || digits from ${worthless(count)}`,
    sql`insert into operator_strategy_state (id, operator_id, strategy_id, max_magnitude, encumbered_magnitude,
        utilization_rate)
      select ${who.steady} || '-0x' || digits, ${who.steady}, '0x' || digits, 0, 0, 0 from ${worthless(count)}`,
    sql`insert into operator_delegators (id, operator_id, staker_id, is_delegated)
      select ${`${who.steady}-${who.returned}`}, ${who.steady}, ${who.returned}, true
      on conflict do nothing`,
    sql`insert into operator_delegator_shares (id, operator_id, staker_id, strategy_id, shares)
      select ${who.steady} || ${who.returned} || digits, ${who.steady}, ${who.returned}, '0x' || digits, 5
      from ${worthless(count)}`,
  );

/** Returns the habit of an AVS that makes operator sets which nobody joins. */
export const manySets = (avs: string, count: number): Habit =>
  rewrite(
    sql`insert into operator_sets (id, avs_id, operator_set_id)
      select ${avs} || '-' || n, ${avs}, n from generate_series(1000, ${sql.raw(String(1000 + count - 1))}) n`,
  );
