import { and, eq, type SQL, sql } from "drizzle-orm";
import {
  networkDailyAggregates,
  operatorAllocations,
  operatorCommissionHistory,
  operatorCommissionRates,
  operatorState,
} from "@/drizzle/analytics/schema";
import { bps, instant } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { allocationBps, commissionEventKey, effectiveBps, piBps } from "./commission-rate";
import { allocations, inScope } from "./exposure";
import { ALL, asOf, asOfDay, quantity } from "./expressions";
import { avsName } from "./names";

export type CommissionPosition = "below average" | "average" | "above average";

const network = sql`(select n.median_pi_commission_bips as median, n.p25_pi_commission_bips as p25,
    n.p75_pi_commission_bips as p75 from ${networkDailyAggregates} n
  where n.snapshot_date <= ${asOfDay} order by n.snapshot_date desc limit 1) n`;
const pi = piBps(sql`operator_state.operator_id`);

/**
 * What an operator takes of programmatic incentives now and where that stands in the network; `undefined` for an
 * address that is no operator, position `null` when the network is not measured.
 * Units: basis points. Sources: operator_commission_rates, network_daily_aggregates; on /methodology, "Commission".
 */
export async function findCommissionSummary(db: AnalyticsDb, address: string) {
  const [row] = await db
    .select({
      currentBps: sql`${pi}`.mapWith(Number),
      networkMedianBps: quantity(sql`n.median`, bps),
      position: sql<CommissionPosition | null>`case when ${pi} < n.p25 then 'below average'
        when ${pi} > n.p75 then 'above average' when n.p25 <= n.p75 then 'average' end`,
    })
    .from(operatorState)
    .leftJoin(network, sql`true`)
    .where(eq(operatorState.operatorId, address));
  return row;
}

const rate = operatorCommissionRates;
/** Qualified by the name that `effectiveBps` expects. */
const rates = sql`${rate} r`;
const pending = sql`r.upcoming_bips is not null and r.upcoming_activated_at > ${asOf}`;

/**
 * Every rate that an operator has set: for programmatic incentives, AVSs and operator sets, in that order. What is
 * pending says when it comes into force. Units: basis points; instants are UTC.
 * Sources: operator_commission_rates, avs_metadata.
 */
export const listCommissionRates = (db: AnalyticsDb, address: string) =>
  db
    .select({
      key: sql<string>`r.id`,
      type: sql<"PI" | "AVS" | "OPERATOR_SET">`upper(r.commission_type)`,
      avs: sql<string | null>`coalesce(r.avs_id, split_part(r.operator_set_id, '-', 1))`,
      avsName: avsName(sql`coalesce(r.avs_id, split_part(r.operator_set_id, '-', 1))`),
      setNumber: sql<string | null>`nullif(split_part(r.operator_set_id, '-', 2), '')`,
      effectiveBps: quantity(sql`(${effectiveBps})`, bps),
      effectiveSinceAt: quantity(
        sql`case when r.upcoming_activated_at <= ${asOf} then r.upcoming_activated_at
          when r.current_activated_at <= ${asOf} then r.current_activated_at end`,
        instant,
      ),
      pendingBps: quantity(
        sql`case when ${pending} then r.upcoming_bips when r.current_activated_at > ${asOf} then r.current_bips end`,
        bps,
      ),
      pendingAt: quantity(
        sql`case when ${pending} then r.upcoming_activated_at
          when r.current_activated_at > ${asOf} then r.current_activated_at end`,
        instant,
      ),
    })
    .from(rates)
    .where(sql`r.operator_id = ${address}`)
    .orderBy(sql`array_position(array['PI','AVS','OPERATOR_SET'], upper(r.commission_type))`, sql`r.id`);

/** Distinct events: the pipeline may store one change many times. */
const changes = (address: string): SQL => sql`(select distinct on (${commissionEventKey}) h.*
  from ${operatorCommissionHistory} h where h.operator_id = ${address} and h.changed_at <= ${asOf}
  order by ${commissionEventKey}, h.id) h`;

/**
 * Every change of commission that an operator has announced, newest first, each event once, at most `limit`;
 * `isPending` until its activation time has passed. Units: basis points, block numbers; instants are UTC.
 * Sources: operator_commission_history, avs_metadata.
 */
export const listCommissionChanges = (db: AnalyticsDb, address: string, limit = ALL) =>
  db
    .select({
      key: sql<string>`coalesce(h.event_id, h.id::text)`,
      type: sql<"PI" | "AVS" | "OPERATOR_SET">`upper(h.commission_type)`,
      avs: sql<string | null>`coalesce(h.avs_id, split_part(h.operator_set_id, '-', 1))`,
      avsName: avsName(sql`coalesce(h.avs_id, split_part(h.operator_set_id, '-', 1))`),
      setNumber: sql<string | null>`nullif(split_part(h.operator_set_id, '-', 2), '')`,
      fromBps: sql`h.old_bips`.mapWith(Number),
      toBps: sql`h.new_bips`.mapWith(Number),
      changedAt: sql`h.changed_at`.mapWith(instant),
      activatedAt: sql`h.activated_at`.mapWith(instant),
      isPending: sql<boolean>`h.activated_at > ${asOf}`,
      block: sql<number | null>`h.block_number`,
    })
    .from(changes(address))
    .orderBy(sql`h.changed_at desc`, sql`h.block_number desc nulls last`, sql`h.id desc`)
    .limit(limit);

/**
 * The figures that weigh an operator's commission: the average over what it has allocated, weighted by value (the PI
 * rate when nothing of value is), how often and how far it changed its rates, and the quarters of the network.
 * Units: basis points, counts. Sources: those of `allocations`, operator_commission_rates,
 * operator_commission_history, network_daily_aggregates; on /methodology, "Commission".
 */
export async function findCommissionFigures(db: AnalyticsDb, address: string) {
  const allocated = allocations(db);
  const bips = sql`coalesce(${operatorAllocations.applicableCommissionBips},
    ${allocationBps(sql`${allocated.operator}`, sql`${allocated.avs}`, sql`${allocated.operatorSet}`)})`;
  const [[weighted], [steps], [standing]] = await Promise.all([
    db
      .select({
        bps: quantity(
          sql`sum(${allocated.allocatedUsd} * ${bips}) / nullif(sum(${allocated.allocatedUsd}), 0)`,
          bps,
        ),
      })
      .from(allocated)
      .innerJoin(
        operatorAllocations,
        sql`${operatorAllocations.id} = ${allocated.operator} || '-' || ${allocated.operatorSet} || '-' || ${allocated.strategy}`,
      )
      .where(and(inScope(allocated, { operator: address }), sql`${allocated.allocatedUsd} > 0`)),
    db
      .select({
        changeCount: sql`count(*)`.mapWith(Number),
        changeCount90d: sql`count(*) filter (where h.changed_at > ${asOf} - interval '90 days')`.mapWith(
          Number,
        ),
        changeCount1y: sql`count(*) filter (where h.changed_at > ${asOf} - interval '365 days')`.mapWith(
          Number,
        ),
        largestStepBps: quantity(sql`max(abs(h.new_bips - h.old_bips))`, bps),
        spreadBps: quantity(sql`stddev_samp(h.new_bips)`, bps),
      })
      .from(changes(address)),
    db
      .select({
        piBps: sql`${pi}`.mapWith(Number),
        p25Bps: quantity(sql`n.p25`, bps),
        medianBps: quantity(sql`n.median`, bps),
        p75Bps: quantity(sql`n.p75`, bps),
      })
      .from(operatorState)
      .leftJoin(network, sql`true`)
      .where(eq(operatorState.operatorId, address)),
  ]);
  if (!standing) return undefined;
  return {
    ...standing,
    weightedBps: weighted?.bps ?? standing.piBps,
    isWeighted: weighted?.bps != null,
    changeCount: steps?.changeCount ?? 0,
    changeCount90d: steps?.changeCount90d ?? 0,
    changeCount1y: steps?.changeCount1y ?? 0,
    largestStepBps: steps?.largestStepBps ?? null,
    spreadBps: steps?.spreadBps ?? null,
  };
}
