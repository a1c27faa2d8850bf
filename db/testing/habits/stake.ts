import { sql } from "drizzle-orm";
import { type Habit, rewrite } from "./habit";
import { blockAgo, dollars, timeAgo, who } from "./world";

const nobody = `0x${"0".repeat(40)}`;

/** Ways in which a pipeline writes stake, magnitudes and values; the answers stay the same. */
export const stakeHabits: Record<string, Habit> = {
  "a maximum magnitude of 0 for who was never slashed": rewrite(
    sql`update operator_strategy_state set max_magnitude = 0, utilization_rate = 0
      where max_magnitude_updated_block is null`,
  ),
  "shares that slashes never lower": rewrite(
    sql`update operator_delegator_shares set shares = ${dollars(200)}, tvs_usd = 200,
      shares_updated_block = ${blockAgo(300)}, shares_updated_at = ${timeAgo(300)}
      where operator_id = ${who.slashed}`,
    sql`update operator_strategy_state set tvs_usd = 400 where operator_id = ${who.slashed}`,
    sql`update operator_state set total_tvs = 400 where operator_id = ${who.slashed}`,
  ),
  "shares of stakers who withdrew everything": rewrite(
    sql`insert into operator_delegator_shares (id, operator_id, staker_id, strategy_id, shares, tvs_usd)
      values ('gone', ${who.steady}, ${who.forced}, ${who.usd}, ${dollars(700)}, 700),
        ('zero', ${who.steady}, ${who.returned}, ${who.usd}, 0, 0)`,
  ),
  "slashed shares that are booked to staker 0x0": rewrite(
    sql`insert into stakers (id, address) values (${nobody}, ${nobody})`,
    sql`insert into operator_delegator_shares (id, operator_id, staker_id, strategy_id, shares)
      values ('nobody', ${who.slashed}, ${nobody}, ${who.usd}, ${dollars(-200)})`,
  ),
  "values that were never written": rewrite(
    sql`update operator_strategy_state set tvs_usd = null, tvs_updated_at = null`,
    sql`update operator_state set total_tvs = null, tvs_updated_at = null`,
    sql`update operator_delegators set total_tvs_usd = null`,
    sql`update operator_delegator_shares set tvs_usd = null`,
  ),
  "values that were frozen long ago": rewrite(
    sql`update operator_strategy_state set tvs_usd = 77, tvs_updated_at = ${timeAgo(90)}`,
    sql`update operator_state set total_tvs = 77, tvs_updated_at = ${timeAgo(90)}`,
    sql`update operator_delegators set total_tvs_usd = 77`,
    sql`update operator_delegator_shares set tvs_usd = 77`,
  ),
};
