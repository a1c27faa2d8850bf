import { sql } from "drizzle-orm";
import { operatorAvsRegistrationHistory } from "@/drizzle/analytics/schema";
import { instant } from "../../postgres/decoders";
import { cachedPerRun } from "../cached-per-run";
import type { AnalyticsDb } from "../client";
import { quantity } from "../expressions";
import { avsName } from "../names";
import { beginning, type Present, untilOf } from "../present";

/**
 * Every stretch of time for which an operator was registered with an AVS, oldest first; `until` is `null` for one
 * that still lasts. Repeated events count once. Instants are UTC.
 * Sources: operator_avs_registration_history, avs_metadata.
 */
export const listOperatorAvsPeriods = cachedPerRun(
  "listOperatorAvsPeriods",
  (db: AnalyticsDb, address: string, present: Present) => {
    const turns = sql`(select h.avs_id, upper(h.status) as status, h.status_changed_at as at, h.status_changed_block as block,
      lag(upper(h.status)) over each_avs as before
    from ${operatorAvsRegistrationHistory} h where h.operator_id = ${address}
      and h.status_changed_at between ${beginning} and ${untilOf(present)}
    window each_avs as (partition by h.avs_id order by h.status_changed_at, h.status_changed_block, h.id)) t`;
    const periods = sql`(select t.avs_id, t.status, t.at,
      lead(t.at) over (partition by t.avs_id order by t.at, t.block, t.status) as until
    from ${turns} where t.before is distinct from t.status) p`;
    return db
      .select({
        address: sql<string>`p.avs_id`,
        name: avsName(sql`p.avs_id`),
        fromAt: sql`p.at`.mapWith(instant),
        untilAt: quantity(sql`p.until`, instant),
      })
      .from(periods)
      .where(sql`p.status = 'REGISTERED'`)
      .orderBy(sql`p.at`, sql`p.avs_id`);
  },
);
