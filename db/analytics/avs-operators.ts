import { asc, count, desc, eq, type SQL, sql } from "drizzle-orm";
import { operatorAvsRelationships, operatorMetadata, operatorState } from "@/drizzle/analytics/schema";
import { instant, usd } from "../units";
import { avsCommissionBps } from "./avs-commission";
import type { AnalyticsDb } from "./client";
import { allocations } from "./exposure";
import { quantity } from "./expressions";

export const AVS_OPERATOR_SORTS = ["name", "tvs", "allocated", "delegators", "since", "commission"] as const;
type AvsOperatorSort = (typeof AVS_OPERATOR_SORTS)[number];

interface AvsOperatorPage {
  sort: AvsOperatorSort;
  dir: "asc" | "desc";
  /** Counted from 1. */
  page: number;
  perPage: number;
}

const operatorId = sql`${operatorAvsRelationships}.operator_id`;

/** The operators registered to an AVS now, with what each has allocated to it. */
const securing = (db: AnalyticsDb, avs: string) => {
  const allocated = allocations(db);
  const held = db
    .select({
      heldBy: sql<string>`allocated.operator`.as("held_by"),
      heldUsd: sql`sum(allocated.allocated_usd)`.as("held_usd"),
      setNumbers: sql`array_agg(distinct allocated.set_number)`.as("set_numbers"),
    })
    .from(allocated)
    .where(sql`allocated.avs = ${avs}`)
    .groupBy(sql`allocated.operator`)
    .as("held");
  return db
    .select({
      address: sql<string>`${operatorId}`.as("address"),
      name: sql<string | null>`(select nullif(trim(m.metadata_json->>'name'), '') from ${operatorMetadata} m
        where m.operator_id = ${operatorId})`.as("name"),
      isActive: operatorState.isActive,
      tvsUsd: quantity(sql`${operatorState}.total_tvs`, usd).as("tvs_usd"),
      delegatorCount: sql<number | null>`${operatorState}.active_delegators`.as("delegator_count"),
      allocatedUsd: quantity(sql`held.held_usd`, usd).as("allocated_usd"),
      setNumbers: quantity(sql`held.set_numbers`, numbers).as("set_numbers"),
      commissionBps: quantity(avsCommissionBps(operatorId, sql`${avs}`), Number).as("commission_bps"),
      registeredSince: quantity(sql`${operatorAvsRelationships}.current_status_since`, instant).as("since"),
    })
    .from(operatorAvsRelationships)
    .leftJoin(operatorState, sql`${operatorState}.operator_id = ${operatorId}`)
    .leftJoin(held, sql`held.held_by = ${operatorId}`)
    .where(sql`${operatorAvsRelationships}.avs_id = ${avs}
      and upper(${operatorAvsRelationships}.current_status) = 'REGISTERED'`)
    .as("figures");
};

/**
 * One page of the operators that secure an AVS, and how many there are. `setNumbers` are the operator sets that they
 * have stake allocated to in effect. Unknown last, ties by address.
 * Units: USD, basis points, counts, instants. Sources: operator_avs_relationships, operator_state, operator_metadata,
 * operator_commission_rates, and those of `allocations`.
 */
export async function listAvsOperators(db: AnalyticsDb, avs: string, page: AvsOperatorPage) {
  const figures = securing(db, avs);
  const by: Record<AvsOperatorSort, SQL> = {
    name: sql`lower(${figures.name})`,
    tvs: sql`${figures.tvsUsd}`,
    allocated: sql`${figures.allocatedUsd}`,
    delegators: sql`${figures.delegatorCount}`,
    since: sql`${figures.registeredSince}`,
    commission: sql`${figures.commissionBps}`,
  };
  const [rows, totals] = await Promise.all([
    db
      .select()
      .from(figures)
      .orderBy(
        sql`${page.dir === "asc" ? asc(by[page.sort]) : desc(by[page.sort])} nulls last`,
        asc(figures.address),
      )
      .limit(page.perPage)
      .offset((page.page - 1) * page.perPage),
    db.select({ total: count() }).from(figures),
  ]);
  return { rows, total: totals[0]?.total ?? 0 };
}

/**
 * What the operators of an AVS keep of its rewards: how many take each rate, the lowest first, and whether the rate is
 * set for this AVS. Units: basis points, counts. Sources: operator_avs_relationships, operator_commission_rates.
 */
export async function listAvsCommissions(db: AnalyticsDb, avs: string) {
  const figures = securing(db, avs);
  return db
    .select({ commissionBps: figures.commissionBps, operatorCount: count() })
    .from(figures)
    .groupBy(figures.commissionBps)
    .orderBy(asc(figures.commissionBps));
}

/** How many of an AVS's operators hold an allocation to it in effect now. Source: that of `allocations`. */
export async function countAllocating(db: AnalyticsDb, avs: string) {
  const allocated = allocations(db);
  const [row] = await db
    .select({ operatorCount: sql<number>`count(distinct allocated.operator)`.mapWith(Number) })
    .from(allocated)
    .where(eq(sql`allocated.avs`, avs));
  return row?.operatorCount ?? 0;
}

/** integer[] arrives as Postgres array text. */
const numbers = (text: string | number[]) =>
  (Array.isArray(text) ? text : text.slice(1, -1).split(",")).map(Number);
