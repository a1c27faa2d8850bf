import { sql } from "drizzle-orm";
import type { Owner } from "../databases";
import { allocate } from "../exposure";
import { type Habit, rewrite, together } from "./habit";
import { blockAgo, timeAgo, wad, who } from "./world";

/** The slashing also took a token for which no day has the number of shares. */
export const slashedOfUnknownShares = rewrite(
  sql`insert into operator_slashing_amounts (slashing_incident_id, operator_id, strategy_id, wad_slashed)
    select id, operator_id, ${who.eur}, 500000000000000000 from operator_slashing_incidents`,
);
export const skippedAltogether = rewrite(sql`update operator_slashing_amounts set wad_slashed = 0`);
export const slashedAtUnknownTime = rewrite(
  sql`update operator_slashing_incidents set slashed_at = 'infinity'`,
);

/** One of an operator's splits is impossible. */
export const splitNotKnown = rewrite(
  sql`update operator_commission_rates set current_bips = -5
    where commission_type = 'AVS' and operator_id = ${who.steady}`,
);

/** The block that wrote the slashed operator's shares is not known, and it allocates half of the remainder. */
export const slashNotTakenOff: Habit = together(
  rewrite(
    sql`update operator_delegator_shares set shares_updated_block = null, shares_updated_at = null
      where operator_id = ${who.slashed}`,
  ),
  async (db) =>
    void (await allocate(db as Owner, who.slashed, who.eigenDa, who.usd, {
      magnitude: wad(0.25),
      allocatedAt: timeAgo(60),
      allocatedAtBlock: blockAgo(60),
      effectBlock: blockAgo(50),
    })),
);
