import { sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { operatorAvsRegistrationHistory } from "@/drizzle/analytics/schema";
import { instant } from "../../postgres/decoders";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import * as cell from "../facts/cells";
import { avsName } from "../names";
import { beginning, type Present, untilOf } from "../present";
import { believed } from "../read-by-key";

const h = alias(operatorAvsRegistrationHistory, "h");

/**
 * Returns every period in which an operator was registered with an AVS, oldest first; `until` is `null` if it still
 * lasts. Repeated events count once. Units: UTC instants. Sources: operator_avs_registration_history, avs_metadata.
 */
export const listOperatorAvsPeriods = cachedPerRun(
  "listOperatorAvsPeriods",
  (db: AnalyticsDb, address: string, present: Present) => {
    const turns = sql`(select ${h.avsId} as avs, upper(${h.status}) as word, ${h.statusChangedAt} as at,
        ${h.statusChangedBlock} as block, lag(upper(${h.status})) over each_avs as before
      from ${operatorAvsRegistrationHistory} ${h} where ${h.operatorId} = ${address}
        and ${h.statusChangedAt} between ${beginning} and ${untilOf(present)}
      window each_avs as (partition by ${h.avsId} order by ${h.statusChangedAt}, ${h.statusChangedBlock}, ${h.id})) t`;
    const periods = sql`(select t.avs, t.word, t.at,
        lead(t.at) over (partition by t.avs order by t.at, t.block, t.word) as until
      from ${turns} where t.before is distinct from t.word) p`;
    return db
      .select({
        address: sql<string>`p.avs`,
        name: avsName(sql`p.avs`),
        fromAt: sql`p.at`.mapWith(instant),
        untilAt: believed(cell.instant(operatorAvsRegistrationHistory.statusChangedAt), sql`p.until`),
      })
      .from(periods)
      .where(sql`p.word = 'REGISTERED'`)
      .orderBy(sql`p.at`, sql`p.avs`);
  },
);
