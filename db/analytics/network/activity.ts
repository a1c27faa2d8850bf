import { type SQL, sql } from "drizzle-orm";
import {
  operatorAvsRegistrationHistory,
  operatorCommissionHistory,
  operatorRegistration,
  operatorSlashingIncidents,
} from "@/drizzle/analytics/schema";
import { instant } from "../../postgres/decoders";
import { cachedPerRun } from "../cached-per-run";
import type { AnalyticsDb } from "../client";
import { quantity } from "../expressions";
import { avsName, operatorName } from "../names";
import { beginning, nowOf, type Present, slashingsOf, untilOf } from "../present";

export const NETWORK_EVENTS = ["slashing", "registered", "joined", "left", "commission"] as const;
export type NetworkEvent = (typeof NETWORK_EVENTS)[number];

const nothing = sql`null::text as avs, null::integer as set_number, null::integer as old_bps,
  null::integer as new_bps, null::timestamp as activated_at`;

/** Each kind apart, newest first and no more than asked, so that an index gives them without reading the rest. */
const sourcesOf = (present: Present) => ({
  slashing: sql`select 'slashing' as kind, i.slashed_at as at, i.slashed_at_block as block, i.operator_id as operator,
      split_part(i.operator_set_id, '-', 1) as avs, ${setNumber(sql`i.operator_set_id`)} as set_number,
      null::integer as old_bps, null::integer as new_bps, null::timestamp as activated_at,
      i.transaction_hash as transaction, i.id::text as key
    from ${operatorSlashingIncidents} i
    where i.id = any(${slashingsOf(present)}) and ${isTold(sql`i.slashed_at`, present)}
    order by i.slashed_at desc, i.slashed_at_block desc, key`,
  registered: sql`select 'registered' as kind, r.registered_at as at, r.registration_block as block,
      r.operator_id as operator, ${nothing}, r.transaction_hash as transaction, r.operator_id as key
    from ${operatorRegistration} r where ${isTold(sql`r.registered_at`, present)} order by r.registered_at desc, r.operator_id`,
  relations: sql`select distinct on (h.status_changed_at, h.status_changed_block, key)
      case when upper(h.status) = 'REGISTERED' then 'joined' else 'left' end as kind, h.status_changed_at as at,
      h.status_changed_block as block, h.operator_id as operator, h.avs_id as avs, null::integer as set_number,
      null::integer as old_bps, null::integer as new_bps, null::timestamp as activated_at,
      h.transaction_hash as transaction, concat_ws('-', h.operator_id, h.avs_id, upper(h.status)) as key
    from ${operatorAvsRegistrationHistory} h where ${isTold(sql`h.status_changed_at`, present)}
    order by h.status_changed_at desc, h.status_changed_block desc, key, h.id`,
  commission: sql`select distinct on (c.changed_at, c.block_number, key) 'commission' as kind, c.changed_at as at,
      c.block_number as block, c.operator_id as operator, c.avs_id as avs, ${setNumber(sql`c.operator_set_id`)} as set_number,
      c.old_bips as old_bps, c.new_bips as new_bps, c.activated_at, null::text as transaction, c.key
    from (select *, concat_ws('-', operator_id, upper(commission_type), avs_id, operator_set_id,
        new_bips) as key from ${operatorCommissionHistory}) c
    where ${isTold(sql`c.changed_at`, present)} order by c.changed_at desc, c.block_number desc, key`,
});
const isTold = (at: SQL, present: Present) => sql`${at} between ${beginning} and ${untilOf(present)}`;
/** The number in the id of an operator set, "<avs>-<number>": the table of sets may not have it. */
const setNumber = (id: SQL) => sql`nullif(split_part(${id}, '-', 2), '')::int`;
const SOURCE_OF = {
  slashing: "slashing",
  registered: "registered",
  joined: "relations",
  left: "relations",
  commission: "commission",
} as const satisfies Record<NetworkEvent, keyof ReturnType<typeof sourcesOf>>;

/**
 * The newest events of these kinds over the whole network, each once however often it is stored, newest first, at most
 * `limit`. `avs`, `setNumber`, the basis points and `activatedAt` are `null` where the kind has none; a commission
 * without AVS and set is the operator's own. Names are self-declared. Units: basis points, UTC instants.
 * Sources: operator_slashing_incidents, operator_registration, operator_avs_registration_history,
 * operator_commission_history; operator_metadata, avs_metadata.
 */
export const listNetworkActivity = cachedPerRun(
  "listNetworkActivity",
  (db: AnalyticsDb, present: Present, kinds: readonly NetworkEvent[], limit: number) => {
    const sources = sourcesOf(present);
    const chosen = sql`(${sql.join(
      kinds.map((kind) => sql`${kind}`),
      sql`, `,
    )})`;
    const asked = [...new Set(kinds.map((kind) => SOURCE_OF[kind]))].map(
      (source) => sql`(select * from (${sources[source]}) one where one.kind in ${chosen} limit ${limit})`,
    );
    return db
      .select({
        kind: sql<NetworkEvent>`e.kind`,
        at: quantity(sql`e.at`, instant),
        operator: sql<string>`e.operator`,
        operatorName: operatorName(sql`e.operator`),
        avs: sql<string | null>`e.avs`,
        avsName: avsName(sql`e.avs`),
        setNumber: sql<number | null>`e.set_number`,
        oldBps: sql<number | null>`e.old_bps`,
        newBps: sql<number | null>`e.new_bps`,
        activatedAt: quantity(sql`e.activated_at`, instant),
        /** `null` where the time of the data is not known. */
        isPending: sql<boolean | null>`case when e.activated_at is null then false
        else e.activated_at > ${nowOf(present)} end`,
        transactionHash: sql<string | null>`e.transaction`,
        key: sql<string>`concat_ws('-', e.kind, e.block, e.key)`,
      })
      .from(sql`(${sql.join(asked, sql` union all `)}) e`)
      .orderBy(sql`e.at desc, e.block desc, e.kind, e.key`)
      .limit(limit);
  },
);
