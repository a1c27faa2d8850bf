import { asc, count, sql } from "drizzle-orm";
import { operatorAvsRelationships, operatorState } from "@/drizzle/analytics/schema";
import { instant, usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { avsBps } from "./commission-rate";
import { allocations } from "./exposure";
import { quantity } from "./expressions";
import { type Paging, pageFrom } from "./listing";
import { operatorName } from "./names";

export const AVS_OPERATOR_SORTS = ["name", "tvs", "delegators", "since"] as const;
export const AVS_ALLOCATOR_SORTS = [...AVS_OPERATOR_SORTS, "allocated", "commission"] as const;

type Page<Sort extends string> = Paging & { sort: Sort };

const operatorId = sql`${operatorAvsRelationships}.operator_id`;
const securesNow = (avs: string) => sql`${operatorAvsRelationships}.avs_id = ${avs}
  and upper(${operatorAvsRelationships}.current_status) = 'REGISTERED'`;

const columns = {
  address: sql<string>`${operatorId}`.as("address"),
  name: operatorName(operatorId).as("name"),
  isActive: sql<boolean | null>`${operatorState}.is_active`.as("is_active"),
  tvsUsd: quantity(sql`${operatorState}.total_tvs`, usd).as("tvs_usd"),
  delegatorCount: sql<number | null>`${operatorState}.active_delegators`.as("delegator_count"),
  registeredSince: quantity(sql`${operatorAvsRelationships}.current_status_since`, instant).as("since"),
};

/** The operators registered to an AVS now. */
const securing = (db: AnalyticsDb, avs: string) =>
  db
    .select(columns)
    .from(operatorAvsRelationships)
    .leftJoin(operatorState, sql`${operatorState}.operator_id = ${operatorId}`)
    .where(securesNow(avs))
    .as("figures");

/** The same with what each has allocated to it and what it keeps of its rewards. */
const allocating = (db: AnalyticsDb, avs: string) => {
  const allocated = allocations(db);
  const held = db
    .select({
      heldBy: sql<string>`allocated.operator`.as("held_by"),
      heldUsd: sql`sum(allocated.allocated_usd)`.as("held_usd"),
      heldSets: sql`array_agg(distinct allocated.set_number)`.as("held_sets"),
    })
    .from(allocated)
    .where(sql`allocated.avs = ${avs}`)
    .groupBy(sql`allocated.operator`)
    .as("held");
  return db
    .select({
      ...columns,
      allocatedUsd: quantity(sql`held.held_usd`, usd).as("allocated_usd"),
      setNumbers: sql<number[] | null>`held.held_sets`.as("set_numbers"),
      commissionBps: quantity(avsBps(operatorId, sql`${avs}`), Number).as("commission_bps"),
    })
    .from(operatorAvsRelationships)
    .leftJoin(operatorState, sql`${operatorState}.operator_id = ${operatorId}`)
    .leftJoin(held, sql`held.held_by = ${operatorId}`)
    .where(securesNow(avs))
    .as("figures");
};

type Base = ReturnType<typeof securing> | ReturnType<typeof allocating>;
const orders = (figures: Base) => ({
  name: sql`lower(${figures.name})`,
  tvs: sql`${figures.tvsUsd}`,
  delegators: sql`${figures.delegatorCount}`,
  since: sql`${figures.registeredSince}`,
});

/**
 * One page of the operators that secure an AVS, and how many there are. Unknown last, ties by TVS and address.
 * Units: USD, counts, instants. Sources: operator_avs_relationships, operator_state, operator_metadata.
 */
export function listAvsOperators(
  db: AnalyticsDb,
  avs: string,
  page: Page<(typeof AVS_OPERATOR_SORTS)[number]>,
) {
  const figures = securing(db, avs);
  const by = orders(figures);
  return pageFrom(db, figures, { by, next: by.tvs, tie: figures.address }, page);
}

/**
 * The same with what each operator has allocated in effect now (`null` when nothing of known value), to which operator
 * sets, and its commission for this AVS.
 * Units: USD, basis points, counts, instants. Sources: also operator_commission_rates and those of `allocations`.
 */
export function listAvsAllocators(
  db: AnalyticsDb,
  avs: string,
  page: Page<(typeof AVS_ALLOCATOR_SORTS)[number]>,
) {
  const figures = allocating(db, avs);
  const by = {
    ...orders(figures),
    allocated: sql`${figures.allocatedUsd}`,
    commission: sql`${figures.commissionBps}`,
  };
  return pageFrom(db, figures, { by, next: by.tvs, tie: figures.address }, page);
}

/**
 * What the operators of an AVS keep of its rewards: how many take each rate, the lowest first.
 * Units: basis points, counts. Sources: operator_avs_relationships, operator_commission_rates.
 */
export async function listAvsCommissions(db: AnalyticsDb, avs: string) {
  const figures = allocating(db, avs);
  return db
    .select({ commissionBps: figures.commissionBps, operatorCount: count() })
    .from(figures)
    .groupBy(figures.commissionBps)
    .orderBy(asc(figures.commissionBps));
}
