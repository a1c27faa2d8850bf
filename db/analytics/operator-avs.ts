import { and, count, eq, type SQL, sql } from "drizzle-orm";
import { operatorAvsRegistrationHistory, operatorAvsRelationships } from "@/drizzle/analytics/schema";
import { instant, usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { avsBps, avsBpsSource } from "./commission-rate";
import { allocations, inScope, wholeUsd } from "./exposure";
import { quantity } from "./expressions";
import { type Paging, pageOf, sorted } from "./listing";
import { avsName } from "./names";

export const OPERATOR_AVS_SORTS = [
  "allocated",
  "name",
  "since",
  "days",
  "cycles",
  "sets",
  "commission",
] as const;
type Sort = (typeof OPERATOR_AVS_SORTS)[number];
export const OPERATOR_AVS_STATUSES = ["active", "past", "all"] as const;

const kept = operatorAvsRelationships;
const operator = sql`operator_avs_relationships.operator_id`;
const avs = sql`operator_avs_relationships.avs_id`;
const isRegistered = sql<boolean>`(upper(${kept.currentStatus}) = 'REGISTERED')`;

/**
 * With how many AVSs an operator is registered now and was before, what it has allocated to all of them, of which
 * `unpricedCount` allocations of unknown value are not in it, and the plain average of the commission that it takes
 * from those of now. Units: counts, USD, basis points.
 * Sources: operator_avs_relationships, operator_commission_rates, and those of `allocations`.
 */
export async function findAvsSummary(db: AnalyticsDb, address: string) {
  const allocated = allocations(db);
  const [[counts], [sum]] = await Promise.all([
    db
      .select({
        activeCount: sql`count(*) filter (where ${isRegistered})`.mapWith(Number),
        pastCount: sql`count(*) filter (where not ${isRegistered})`.mapWith(Number),
        averageCommissionBps: quantity(
          sql`avg(${avsBps(operator, avs)}) filter (where ${isRegistered})`,
          Number,
        ),
      })
      .from(kept)
      .where(eq(kept.operatorId, address)),
    db
      .select({
        allocatedUsd: quantity(sql`sum(${allocated.allocatedUsd})`, usd),
        allocationCount: sql`count(*)`.mapWith(Number),
        unpricedCount: sql`count(*) filter (where ${allocated.allocatedUsd} is null)`.mapWith(Number),
      })
      .from(allocated)
      .where(inScope(allocated, { operator: address })),
  ]);
  const { allocationCount = 0, allocatedUsd = null, unpricedCount = 0 } = sum ?? {};
  return {
    ...(counts ?? { activeCount: 0, pastCount: 0, averageCommissionBps: null }),
    allocatedUsd: allocationCount === 0 ? 0 : allocatedUsd,
    unpricedCount,
  };
}

interface Page extends Paging {
  status: (typeof OPERATOR_AVS_STATUSES)[number];
  sort: Sort;
}

/**
 * One page of the AVSs of an operator, and how many there are in all. `allocatedUsd` is 0 where nothing is allocated
 * and `null` where the value of any of it is not known. Units: USD, basis points, days, counts; instants are UTC.
 * Sources: operator_avs_relationships, avs_metadata, operator_commission_rates, and those of `allocations`.
 */
export function listOperatorAvs(db: AnalyticsDb, address: string, { status, sort, ...page }: Page) {
  const allocated = allocations(db);
  const sums = db
    .select({
      avs: allocated.avs,
      usd: wholeUsd(allocated).as("usd"),
    })
    .from(allocated)
    .where(inScope(allocated, { operator: address }))
    .groupBy(allocated.avs)
    .as("sums");
  const allocatedUsd = sql`case when ${sums.avs} is null then 0 else ${sums.usd} end`;
  const name = avsName(avs);
  const passes = and(
    eq(kept.operatorId, address),
    status === "active" ? isRegistered : status === "past" ? sql`not ${isRegistered}` : undefined,
  );
  const by: Record<Sort, SQL> = {
    allocated: allocatedUsd,
    name: sql`lower(${name})`,
    since: sql`${kept.currentStatusSince}`,
    days: sql`${kept.totalDaysRegistered}`,
    cycles: sql`${kept.totalRegistrationCycles}`,
    sets: sql`${kept.activeOperatorSetCount}`,
    commission: avsBps(operator, avs),
  };
  return pageOf(
    (more, aside) =>
      db
        .select({
          address: kept.avsId,
          name: name.as("name"),
          isRegistered,
          statusSinceAt: quantity(kept.currentStatusSince, instant),
          firstRegisteredAt: quantity(kept.firstRegisteredAt, instant),
          cycleCount: kept.totalRegistrationCycles,
          registeredDayCount: kept.totalDaysRegistered,
          operatorSetCount: kept.activeOperatorSetCount,
          allocatedUsd: quantity(allocatedUsd, usd),
          commissionBps: quantity(avsBps(operator, avs), Number),
          commissionSource: avsBpsSource(operator, avs),
          ...aside,
        })
        .from(kept)
        .leftJoin(sums, eq(sums.avs, kept.avsId))
        .where(and(passes, more))
        .$dynamic(),
    db.select({ total: count() }).from(kept).where(passes),
    sorted(by[sort], kept.avsId, page.dir, by.since),
    page,
  );
}

/**
 * Every stretch of time for which an operator was registered with an AVS, oldest first; `until` is `null` for one
 * that still lasts. Repeated events count once. Instants are UTC.
 * Sources: operator_avs_registration_history, avs_metadata.
 */
export function listOperatorAvsPeriods(db: AnalyticsDb, address: string) {
  const turns = sql`(select h.avs_id, upper(h.status) as status, h.status_changed_at as at, h.status_changed_block as block,
      lag(upper(h.status)) over each_avs as before
    from ${operatorAvsRegistrationHistory} h where h.operator_id = ${address}
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
}
