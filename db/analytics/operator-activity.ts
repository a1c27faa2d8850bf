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
import { bps, instant } from "../units";
import type { AnalyticsDb } from "./client";
import { commissionEventKey } from "./commission-rate";
import { asOfBlock } from "./exposure";
import { quantity } from "./expressions";
import { type Paging, pageOf, sorted } from "./listing";
import { avsName, strategySymbol } from "./names";

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

/** Every kind of event as the same columns; what a kind does not have is NULL. Each event stands once. */
const EVENTS: Record<ActivityKind, (operator: string) => SQL> = {
  registration: (operator) => sql`
    select 'REGISTERED' as type, r.registered_at as at, r.registration_block as block, r.transaction_hash as tx, '' as key,
      null::text as avs, null::int as set_number, null::text as party, null::text as strategy, null::int as from_bps,
      null::int as to_bps, null::numeric as ratio, null::timestamp as effect_at, null::int as effect_block, null::text as words
    from ${operatorRegistration} r where r.operator_id = ${operator}
    union all
    select 'APPROVER_CHANGED', h.changed_at, h.changed_at_block, h.transaction_hash, h.id::text, null, null,
      h.new_delegation_approver, null, null, null, null, null, null, null
    from ${operatorDelegationApproverHistory} h
    where h.operator_id = ${operator} and h.old_delegation_approver is not null`,
  avs: (operator) => sql`
    select distinct on (h.avs_id, upper(h.status), h.status_changed_block) upper(h.status) as type, h.status_changed_at as at,
      h.status_changed_block as block, h.transaction_hash as tx, h.avs_id || '-' || h.status as key, h.avs_id as avs,
      null::int as set_number, null::text as party, null::text as strategy, null::int as from_bps, null::int as to_bps,
      null::numeric as ratio, null::timestamp as effect_at, null::int as effect_block, null::text as words
    from ${operatorAvsRegistrationHistory} h where h.operator_id = ${operator}
    order by h.avs_id, upper(h.status), h.status_changed_block, h.id`,
  delegation: (operator) => sql`
    select upper(h.delegation_type) as type, h.event_timestamp as at, h.event_block as block, h.transaction_hash as tx,
      h.staker_id || '-' || h.id as key, null::text as avs, null::int as set_number, h.staker_id as party,
      null::text as strategy, null::int as from_bps, null::int as to_bps, null::numeric as ratio,
      null::timestamp as effect_at, null::int as effect_block, null::text as words
    from ${operatorDelegatorHistory} h where h.operator_id = ${operator}`,
  allocation: (operator) => sql`
    select case when a.magnitude = 0 then 'WITHDRAWN' else 'ALLOCATED' end as type, a.allocated_at as at,
      a.allocated_at_block as block, null::text as tx, a.id as key, s.avs_id as avs, s.operator_set_id as set_number,
      null::text as party, a.strategy_id as strategy, null::int as from_bps, null::int as to_bps,
      least(1, a.magnitude / nullif(h.max_magnitude, 0)) as ratio, null::timestamp as effect_at,
      case when a.effect_block > ${asOfBlock} then a.effect_block end as effect_block, null::text as words
    from ${operatorAllocations} a join ${operatorSets} s on s.id = a.operator_set_id
      left join ${operatorStrategyState} h on h.id = a.operator_id || '-' || a.strategy_id
    where a.operator_id = ${operator}`,
  commission: (operator) => sql`
    select distinct on (${commissionEventKey}) upper(h.commission_type) as type, h.changed_at as at,
      h.block_number as block, null::text as tx, coalesce(h.event_id, h.id::text) as key,
      coalesce(h.avs_id, nullif(split_part(h.operator_set_id, '-', 1), '')) as avs,
      nullif(split_part(h.operator_set_id, '-', 2), '')::int as set_number, null::text as party, null::text as strategy,
      h.old_bips as from_bps, h.new_bips as to_bps, null::numeric as ratio, h.activated_at as effect_at,
      null::int as effect_block, null::text as words
    from ${operatorCommissionHistory} h where h.operator_id = ${operator}
    order by ${commissionEventKey}, h.id`,
  metadata: (operator) => sql`
    select 'UPDATED' as type, h.updated_at as at, h.updated_at_block as block, h.transaction_hash as tx, h.id::text as key,
      null::text as avs, null::int as set_number, null::text as party, null::text as strategy, null::int as from_bps,
      null::int as to_bps, null::numeric as ratio, null::timestamp as effect_at, null::int as effect_block,
      left(nullif(trim(h.metadata_json->>'name'), ''), 200) as words
    from ${operatorMetadataHistory} h where h.operator_id = ${operator}`,
  slashing: (operator) => sql`
    select distinct on (coalesce(i.event_id::text, concat_ws('-', i.operator_set_id, i.slashed_at_block, i.transaction_hash)))
      'SLASHED' as type, i.slashed_at as at, i.slashed_at_block as block, i.transaction_hash as tx, i.id::text as key,
      split_part(i.operator_set_id, '-', 1) as avs, nullif(split_part(i.operator_set_id, '-', 2), '')::int as set_number,
      null::text as party, null::text as strategy, null::int as from_bps, null::int as to_bps, null::numeric as ratio,
      null::timestamp as effect_at, null::int as effect_block, left(i.description, 500) as words
    from ${operatorSlashingIncidents} i where i.operator_id = ${operator}
    order by coalesce(i.event_id::text, concat_ws('-', i.operator_set_id, i.slashed_at_block, i.transaction_hash)), i.id`,
};

/**
 * Newest first; what happened at once stands by block, the later first, then by kind and key. Every event has its time,
 * so that an index may give them in this order: nulls are not spoken of.
 */
const orderOf = (kind: SQL) => {
  const tie = sql`((to_char(2147483647::bigint - coalesce(e.block, -1), 'FM0000000000') || ${kind} || ' ' || e.key)
    collate "C")`;
  return { ...sorted(sql`e.at`, tie, "desc"), by: [sql`e.at desc`, tie] };
};

/** What each strategy lost in a slashing, as fractions of its own magnitude, which are never added up. */
const cuts = sql<
  { strategy: string; symbol: string | null; ratio: number }[] | null
>`case when e.kind = 'slashing' then
  (select json_agg(json_build_object('strategy', c.strategy_id, 'symbol', ${strategySymbol(sql`c.strategy_id`)},
    'ratio', c.wad_slashed / 1e18) order by c.strategy_id)
   from (select distinct m.strategy_id, m.wad_slashed from ${operatorSlashingAmounts} m
     where m.slashing_incident_id = e.key::int) c) end`;

interface Page extends Omit<Paging, "dir"> {
  /** All kinds when none is chosen. */
  kinds?: ActivityKind[];
}

/**
 * One page of all that happened to an operator, newest first, and how many events of each kind there are. `type` is
 * what happened within the kind; `party` the staker or approver; `ratio` the part of the magnitude that an allocation
 * takes; `effectBlock` is `null` once an allocation is in effect. `words` and names are strangers' texts, unchecked.
 * Units: basis points, ratios 0..1, block numbers; instants are UTC.
 * Sources: operator_registration, operator_delegation_approver_history, operator_avs_registration_history,
 * operator_delegator_history, operator_allocations, operator_commission_history, operator_metadata_history,
 * operator_slashing_incidents with operator_slashing_amounts.
 */
export async function listOperatorActivity(db: AnalyticsDb, operator: string, { kinds, ...paging }: Page) {
  const chosen = ACTIVITY_KINDS.filter((kind) => !kinds?.length || kinds.includes(kind));
  const { place } = paging.bookmark ?? {};
  const reach = paging.bookmark ? paging.perPage : paging.page * paging.perPage;
  const branches = chosen.map((kind) => {
    const { by, behind } = orderOf(sql.raw(`'${kind}'`));
    return sql`(select ${sql.raw(`'${kind}'`)}::text as kind, e.* from (${EVENTS[kind](operator)}) e
      where ${place ? behind(place) : sql`true`} order by ${sql.join(by, sql`, `)} limit ${reach})`;
  });
  const tallies = ACTIVITY_KINDS.map(
    (kind) =>
      sql`(select ${sql.raw(`'${kind}'`)} as kind, count(*) as tally from (${EVENTS[kind](operator)}) e)`,
  );
  const page = pageOf(
    (_, aside) =>
      db
        .select({
          kind: sql<ActivityKind>`e.kind`,
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
          ...aside,
        })
        .from(sql`(${sql.join(branches, sql` union all `)}) e`)
        .$dynamic(),
    Promise.resolve([]),
    orderOf(sql`e.kind`),
    paging,
  );
  const [{ rows }, counts] = await Promise.all([
    page,
    place
      ? []
      : db
          .select({ kind: sql<ActivityKind>`t.kind`, eventCount: sql`t.tally`.mapWith(Number) })
          .from(sql`(${sql.join(tallies, sql` union all `)}) t`),
  ]);
  const total = counts
    .filter(({ kind }) => chosen.includes(kind))
    .reduce((sum, { eventCount }) => sum + eventCount, 0);
  return { rows, total, counts };
}
