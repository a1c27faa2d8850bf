import { type SQL, sql } from "drizzle-orm";
import {
  operatorAllocations,
  operatorAvsRegistrationHistory,
  operatorCommissionHistory,
  operatorDelegationApproverHistory,
  operatorDelegatorHistory,
  operatorMetadataHistory,
  operatorRegistration,
  operatorSets,
  operatorSlashingAmounts,
  operatorSlashingIncidents,
  operatorStrategyState,
} from "@/drizzle/analytics/schema";
import { bps, instant } from "../postgres/decoders";
import { commissionEventKey } from "./commission-event-key";
import { isOneDeparture } from "./departures";
import { asOfBlock } from "./event-blocks";
import { quantity } from "./expressions";
import { avsName, strategySymbol } from "./names";
import { slashingKey } from "./slashing-key";

export const ACTIVITY_KINDS = [
  "registration",
  "avs",
  "delegation",
  "allocation",
  "commission",
  "metadata",
  "slashing",
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** Whose events are asked for, said of the column that holds the operator. */
export type Whose = (operator: SQL) => SQL;

/** Every kind of event as the same columns; what a kind does not have is NULL. Each event stands once. */
export const EVENTS: Record<ActivityKind, (whose: Whose) => SQL> = {
  registration: (whose) => sql`
    select 'REGISTERED' as type, r.registered_at as at, r.registration_block as block, r.transaction_hash as tx, '' as key,
      null::text as avs, null::int as set_number, null::text as party, null::text as strategy, null::int as from_bps,
      null::int as to_bps, null::numeric as ratio, null::timestamp as effect_at, null::int as effect_block,
      null::text as words, r.operator_id as operator
    from ${operatorRegistration} r where ${whose(sql`r.operator_id`)}
    union all
    select 'APPROVER_CHANGED', h.changed_at, h.changed_at_block, h.transaction_hash, h.id::text, null, null,
      h.new_delegation_approver, null, null, null, null, null, null, null, h.operator_id
    from ${operatorDelegationApproverHistory} h
    where ${whose(sql`h.operator_id`)} and h.old_delegation_approver is not null`,
  avs: (whose) => sql`
    select distinct on (h.operator_id, h.avs_id, upper(h.status), h.status_changed_block) upper(h.status) as type, h.status_changed_at as at,
      h.status_changed_block as block, h.transaction_hash as tx, h.avs_id || '-' || h.status as key, h.avs_id as avs,
      null::int as set_number, null::text as party, null::text as strategy, null::int as from_bps, null::int as to_bps,
      null::numeric as ratio, null::timestamp as effect_at, null::int as effect_block, null::text as words,
      h.operator_id as operator
    from ${operatorAvsRegistrationHistory} h where ${whose(sql`h.operator_id`)}
    order by h.operator_id, h.avs_id, upper(h.status), h.status_changed_block, h.id`,
  delegation: (whose) => sql`
    select upper(h.delegation_type) as type, h.event_timestamp as at, h.event_block as block, h.transaction_hash as tx,
      h.staker_id || '-' || h.id as key, null::text as avs, null::int as set_number, h.staker_id as party,
      null::text as strategy, null::int as from_bps, null::int as to_bps, null::numeric as ratio,
      null::timestamp as effect_at, null::int as effect_block, null::text as words,
      h.operator_id as operator
    from ${operatorDelegatorHistory} h where ${whose(sql`h.operator_id`)} and ${isOneDeparture("h")}`,
  allocation: (whose) => sql`
    select case when a.magnitude = 0 then 'DEALLOCATED' else 'ALLOCATED' end as type, a.allocated_at as at,
      a.allocated_at_block as block, null::text as tx, a.id as key, s.avs_id as avs, s.operator_set_id as set_number,
      null::text as party, a.strategy_id as strategy, null::int as from_bps, null::int as to_bps,
      least(1, a.magnitude / nullif(h.max_magnitude, 0)) as ratio, null::timestamp as effect_at,
      case when a.effect_block > ${asOfBlock} then a.effect_block end as effect_block, null::text as words,
      a.operator_id as operator
    from ${operatorAllocations} a join ${operatorSets} s on s.id = a.operator_set_id
      left join ${operatorStrategyState} h on h.id = a.operator_id || '-' || a.strategy_id
    where ${whose(sql`a.operator_id`)}`,
  commission: (whose) => sql`
    select distinct on (${commissionEventKey}) upper(h.commission_type) as type, h.changed_at as at,
      h.block_number as block, null::text as tx, coalesce(h.event_id, h.id::text) as key,
      coalesce(h.avs_id, nullif(split_part(h.operator_set_id, '-', 1), '')) as avs,
      nullif(split_part(h.operator_set_id, '-', 2), '')::int as set_number, null::text as party, null::text as strategy,
      h.old_bips as from_bps, h.new_bips as to_bps, null::numeric as ratio, h.activated_at as effect_at,
      null::int as effect_block, null::text as words, h.operator_id as operator
    from ${operatorCommissionHistory} h where ${whose(sql`h.operator_id`)}
    order by ${commissionEventKey}, h.id`,
  metadata: (whose) => sql`
    select 'UPDATED' as type, h.updated_at as at, h.updated_at_block as block, h.transaction_hash as tx, h.id::text as key,
      null::text as avs, null::int as set_number, null::text as party, null::text as strategy, null::int as from_bps,
      null::int as to_bps, null::numeric as ratio, null::timestamp as effect_at, null::int as effect_block,
      left(nullif(trim(h.metadata_json->>'name'), ''), 200) as words, h.operator_id as operator
    from ${operatorMetadataHistory} h where ${whose(sql`h.operator_id`)}`,
  slashing: (whose) => sql`
    select distinct on (${slashingKey})
      'SLASHED' as type, i.slashed_at as at, i.slashed_at_block as block, i.transaction_hash as tx, i.id::text as key,
      split_part(i.operator_set_id, '-', 1) as avs, nullif(split_part(i.operator_set_id, '-', 2), '')::int as set_number,
      null::text as party, null::text as strategy, null::int as from_bps, null::int as to_bps, null::numeric as ratio,
      null::timestamp as effect_at, null::int as effect_block, left(i.description, 500) as words,
      i.operator_id as operator
    from ${operatorSlashingIncidents} i where ${whose(sql`i.operator_id`)}
    order by ${slashingKey}, i.id`,
};

/** What each strategy lost in a slashing, as fractions of its own magnitude, which are never added up. */
const cuts = sql<
  { strategy: string; symbol: string | null; ratio: number }[] | null
>`case when e.kind = 'slashing' then
  (select json_agg(json_build_object('strategy', c.strategy_id, 'symbol', ${strategySymbol(sql`c.strategy_id`)},
    'ratio', c.wad_slashed / 1e18) order by c.strategy_id)
   from (select distinct m.strategy_id, m.wad_slashed from ${operatorSlashingAmounts} m
     where m.slashing_incident_id = e.key::int) c) end`;

/** What is read of an event `e` of any kind. */
export const eventColumns = {
  key: sql<string>`e.key`,
  type: sql<string>`e.type`,
  at: sql`e.at`.mapWith(instant),
  block: sql<number | null>`e.block`,
  transactionHash: sql<string | null>`e.tx`,
  avs: sql<string | null>`e.avs`,
  avsName: avsName(sql`e.avs`),
  setNumber: sql<number | null>`e.set_number`,
  party: sql<string | null>`e.party`,
  strategy: sql<string | null>`e.strategy`,
  symbol: strategySymbol(sql`e.strategy`),
  fromBps: quantity(sql`e.from_bps`, bps),
  toBps: quantity(sql`e.to_bps`, bps),
  ratio: quantity(sql`e.ratio`, Number),
  effectAt: quantity(sql`e.effect_at`, instant),
  effectBlock: sql<number | null>`e.effect_block`,
  words: sql<string | null>`e.words`,
  cuts,
};
