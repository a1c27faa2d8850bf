import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  operatorAllocations,
  operatorAvsRegistrationHistory,
  operatorCommissionHistory,
  operatorDelegationApproverHistory,
  operatorDelegatorHistory,
  operatorMetadataHistory,
  operatorRegistration,
  operatorSlashingIncidents,
  operatorStrategyState,
} from "@/drizzle/analytics/schema";
import { blockNowOf, type Present, slashingsOf } from "../present";
import { isOneDeparture } from "../stakers/departures";
import { commissionEventKey, commissions } from "./commission-event-key";

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

// Short aliases for the statements below. A renamed column fails to compile where it is used.
const registrations = alias(operatorRegistration, "r");
const approverChanges = alias(operatorDelegationApproverHistory, "h");
const registrationChanges = alias(operatorAvsRegistrationHistory, "h");
const delegations = alias(operatorDelegatorHistory, "h");
const copies = alias(operatorDelegatorHistory, "c");
export const allocations = alias(operatorAllocations, "a");
const states = alias(operatorStrategyState, "m");
const metadata = alias(operatorMetadataHistory, "h");
export const slashings = alias(operatorSlashingIncidents, "i");

/** Allocations joined to the operator's state in the strategy, to select from. */
export const allocationsWithStates = sql`${operatorAllocations} ${allocations}
  left join ${operatorStrategyState} ${states}
    on ${states.id} = ${allocations.operatorId} || '-' || ${allocations.strategyId}`;

/** Selects whose events are read, given the column that holds the operator. */
export type Whose = (operator: SQLWrapper) => SQL;

/** The columns of an event of any kind, with their types. Names and `words` are strangers' texts, unchecked. */
const EVENT = {
  /** The event within its kind, such as REGISTERED. */
  type: "text",
  at: "timestamp",
  block: "bigint",
  tx: "text",
  key: "text",
  avs: "text",
  set_number: "int",
  /** The staker, or the approver. */
  party: "text",
  strategy: "text",
  from_bps: "int",
  to_bps: "int",
  /** The part of the magnitude that an allocation takes. */
  ratio: "numeric",
  effect_at: "timestamp",
  from_block: "bigint",
  words: "text",
  operator: "text",
} as const;

/** Selects an event. Columns that its kind does not have are NULL. */
export const eventOf = (has: Partial<Record<keyof typeof EVENT, SQLWrapper>>) =>
  sql.join(
    Object.entries(EVENT).map(
      ([name, type]) =>
        sql`(${has[name as keyof typeof EVENT] ?? sql`null`})::${sql.raw(type)} as ${sql.identifier(name)}`,
    ),
    sql`, `,
  );

/** Returns the number in the id of an operator set, "<avs>-<number>", since the table of sets may lack the set. */
export const setNumberOf = (operatorSetId: SQLWrapper) =>
  sql`nullif(split_part(${operatorSetId}, '-', 2), '')`;
export const avsOf = (operatorSetId: SQLWrapper) => sql`nullif(split_part(${operatorSetId}, '-', 1), '')`;
/**
 * Returns the part of the magnitude that an allocation takes. A maximum that was never written is the whole. NULL if
 * it is not known or impossible.
 */
export const allocatedRatio = sql`(select case when part between 0 and 1 then part end from (
  select ${allocations.magnitude} / nullif(case when ${states.maxMagnitudeUpdatedBlock} is null then 1e18
    else ${states.maxMagnitude} end, 0) as part) one)`;

/** Every kind of event, each once. */
export const EVENTS: Record<ActivityKind, (whose: Whose, present: Present) => SQL> = {
  registration: (whose) => sql`
    select ${eventOf({
      type: sql`'REGISTERED'`,
      at: registrations.registeredAt,
      block: registrations.registrationBlock,
      tx: registrations.transactionHash,
      key: sql`''`,
      operator: registrations.operatorId,
    })} from ${operatorRegistration} ${registrations} where ${whose(registrations.operatorId)}
    union all
    select ${eventOf({
      type: sql`'APPROVER_CHANGED'`,
      at: approverChanges.changedAt,
      block: approverChanges.changedAtBlock,
      tx: approverChanges.transactionHash,
      key: approverChanges.id,
      party: approverChanges.newDelegationApprover,
      operator: approverChanges.operatorId,
    })} from ${operatorDelegationApproverHistory} ${approverChanges}
    where ${whose(approverChanges.operatorId)} and ${approverChanges.oldDelegationApprover} is not null`,
  avs: (whose) => {
    const { operatorId, avsId, status, statusChangedAt, statusChangedBlock, id } = registrationChanges;
    const once = sql`${operatorId}, ${avsId}, upper(${status}), ${statusChangedBlock}`;
    return sql`select distinct on (${once}) ${eventOf({
      type: sql`upper(${status})`,
      at: statusChangedAt,
      block: statusChangedBlock,
      tx: registrationChanges.transactionHash,
      key: sql`${avsId} || '-' || ${status}`,
      avs: avsId,
      operator: operatorId,
    })} from ${operatorAvsRegistrationHistory} ${registrationChanges} where ${whose(operatorId)}
    order by ${once}, ${id}`;
  },
  delegation: (whose) => sql`
    select ${eventOf({
      type: sql`upper(${delegations.delegationType})`,
      at: delegations.eventTimestamp,
      block: delegations.eventBlock,
      tx: delegations.transactionHash,
      key: sql`${delegations.stakerId} || '-' || ${delegations.id}`,
      party: delegations.stakerId,
      operator: delegations.operatorId,
    })} from ${operatorDelegatorHistory} ${delegations}
    where ${whose(delegations.operatorId)} and ${isOneDeparture(delegations)}
      and not exists (select from ${operatorDelegatorHistory} ${copies}
        where ${copies.operatorId} = ${delegations.operatorId} and ${copies.stakerId} = ${delegations.stakerId}
          and ${copies.delegationType} = ${delegations.delegationType}
          and ${copies.eventBlock} = ${delegations.eventBlock} and ${copies.id} < ${delegations.id})`,
  // A slash writes an allocation too, whose effect block is its own: nobody announced that, and it happened then.
  allocation: (whose, present) => sql`
    select ${eventOf({
      type: sql`case when ${slashings.id} is not null
        then case when ${allocations.magnitude} = 0 then 'ENDED_BY_SLASH' else 'LOWERED_BY_SLASH' end
        when ${allocations.magnitude} = 0 then 'DEALLOCATED' else 'ALLOCATED' end`,
      at: sql`coalesce(${slashings.slashedAt}, ${allocations.allocatedAt})`,
      block: sql`coalesce(${slashings.slashedAtBlock}, ${allocations.allocatedAtBlock})`,
      tx: slashings.transactionHash,
      key: allocations.id,
      avs: avsOf(allocations.operatorSetId),
      set_number: setNumberOf(allocations.operatorSetId),
      strategy: allocations.strategyId,
      ratio: allocatedRatio,
      from_block: sql`case when (${allocations.effectBlock} <= ${blockNowOf(present)}) is not true
        then ${allocations.effectBlock} end`,
      operator: allocations.operatorId,
    })} from ${allocationsWithStates}
    left join ${operatorSlashingIncidents} ${slashings} on ${slashings.operatorId} = ${allocations.operatorId}
      and ${slashings.operatorSetId} = ${allocations.operatorSetId}
      and ${slashings.slashedAtBlock} = ${allocations.effectBlock}
      and ${slashings.id} = any(${slashingsOf(present)})
    where ${whose(allocations.operatorId)}`,
  commission: (whose) => {
    const { operatorId, operatorSetId, avsId, eventId, id } = commissions;
    return sql`select distinct on (${commissionEventKey}) ${eventOf({
      type: sql`upper(${commissions.commissionType})`,
      at: commissions.changedAt,
      block: commissions.blockNumber,
      key: sql`coalesce(${eventId}, ${id}::text)`,
      avs: sql`coalesce(${avsId}, ${avsOf(operatorSetId)})`,
      set_number: setNumberOf(operatorSetId),
      from_bps: commissions.oldBips,
      to_bps: commissions.newBips,
      effect_at: commissions.activatedAt,
      operator: operatorId,
    })} from ${operatorCommissionHistory} ${commissions} where ${whose(operatorId)}
    order by ${commissionEventKey}, ${id}`;
  },
  metadata: (whose) => sql`
    select ${eventOf({
      type: sql`'UPDATED'`,
      at: metadata.updatedAt,
      block: metadata.updatedAtBlock,
      tx: metadata.transactionHash,
      key: metadata.id,
      words: sql`left(nullif(trim(${metadata.metadataJson}->>'name'), ''), 200)`,
      operator: metadata.operatorId,
    })} from ${operatorMetadataHistory} ${metadata} where ${whose(metadata.operatorId)}`,
  slashing: (whose, present) => sql`
    select ${eventOf({
      type: sql`'SLASHED'`,
      at: slashings.slashedAt,
      block: slashings.slashedAtBlock,
      tx: slashings.transactionHash,
      key: slashings.id,
      avs: avsOf(slashings.operatorSetId),
      set_number: setNumberOf(slashings.operatorSetId),
      words: sql`left(${slashings.description}, 500)`,
      operator: slashings.operatorId,
    })} from ${operatorSlashingIncidents} ${slashings}
    where ${whose(slashings.operatorId)} and ${slashings.id} = any(${slashingsOf(present)})`,
};
