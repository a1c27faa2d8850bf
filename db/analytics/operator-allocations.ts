import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { operatorAllocations, operatorSets, operatorStrategyState } from "@/drizzle/analytics/schema";
import { instant, usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { allocationBps } from "./commission-rate";
import { findSpread } from "./concentration";
import { allocations, exposureByAvs, inScope, isPending, timeOfBlock } from "./exposure";
import { quantity } from "./expressions";
import { sorted } from "./listing";
import { avsName, strategySymbol } from "./names";

export const OPERATOR_ALLOCATION_SORTS = [
  "value",
  "avs",
  "strategy",
  "magnitude",
  "commission",
  "since",
] as const;
type Sort = (typeof OPERATOR_ALLOCATION_SORTS)[number];

const row = operatorAllocations;

/**
 * How many allocations of an operator are in effect and how many wait, and for each strategy that is allocated how
 * much of it is. Of `unknownCount` of those in effect it is not known how much, and so not whether anything, stands
 * until a change that waits. Units: counts, ratios 0..1. Sources: those of `allocations`, operator_strategy_state.
 */
export async function findAllocationSummary(db: AnalyticsDb, address: string) {
  const allocated = allocations(db);
  const [[counts], [pending], strategies] = await Promise.all([
    db
      .select({
        allocationCount: sql`count(*)`.mapWith(Number),
        unknownCount: sql`count(*) filter (where ${allocated.magnitude} is null)`.mapWith(Number),
        avsCount: sql`count(distinct ${allocated.avs})`.mapWith(Number),
        operatorSetCount: sql`count(distinct ${allocated.operatorSet})`.mapWith(Number),
      })
      .from(allocated)
      .where(inScope(allocated, { operator: address })),
    db
      .select({ pendingCount: sql`count(*)`.mapWith(Number) })
      .from(row)
      .where(and(eq(row.operatorId, address), isPending)),
    db
      .select({
        address: operatorStrategyState.strategyId,
        symbol: strategySymbol(sql`operator_strategy_state.strategy_id`),
        utilizationRatio: quantity(
          sql`coalesce(${operatorStrategyState.utilizationRate} / 100,
            ${operatorStrategyState.encumberedMagnitude} / nullif(${operatorStrategyState.maxMagnitude}, 0))`,
          Number,
        ),
      })
      .from(operatorStrategyState)
      .where(
        and(
          eq(operatorStrategyState.operatorId, address),
          sql`${operatorStrategyState.encumberedMagnitude} > 0`,
        ),
      )
      .orderBy(sql`${operatorStrategyState.tvsUsd} desc nulls last`, asc(operatorStrategyState.strategyId)),
  ]);
  return {
    allocationCount: counts?.allocationCount ?? 0,
    unknownCount: counts?.unknownCount ?? 0,
    avsCount: counts?.avsCount ?? 0,
    operatorSetCount: counts?.operatorSetCount ?? 0,
    pendingCount: pending?.pendingCount ?? 0,
    strategies,
  };
}

/**
 * Every allocation of an operator that is in effect. `ratio` is of the operator's magnitude in the strategy;
 * magnitudes are never added up. `allocatedAt` is `null` for one that is about to change: its row tells when that was
 * announced. Units: USD, ratios 0..1, basis points; instants are UTC.
 * Sources: those of `allocations`, operator_commission_rates.
 */
export function listOperatorAllocations(
  db: AnalyticsDb,
  address: string,
  { sort, dir }: { sort: Sort; dir: "asc" | "desc" },
) {
  const allocated = allocations(db);
  const commissionBps = sql`coalesce(${row.applicableCommissionBips},
    ${allocationBps(sql`${allocated.operator}`, sql`${allocated.avs}`, sql`${allocated.operatorSet}`)})`;
  const since = sql`case when not ${isPending} then ${row.allocatedAt} end`;
  const by: Record<Sort, SQL> = {
    value: sql`${allocated.allocatedUsd}`,
    avs: sql`lower(coalesce(${avsName(allocated.avs)}, ${allocated.avs}))`,
    strategy: sql`lower(${strategySymbol(sql`${allocated.strategy}`)})`,
    magnitude: sql`${allocated.ratio}`,
    commission: commissionBps,
    since,
  };
  return db
    .select({
      avs: allocated.avs,
      avsName: avsName(allocated.avs),
      setNumber: allocated.setNumber,
      strategy: allocated.strategy,
      symbol: strategySymbol(sql`${allocated.strategy}`),
      ratio: quantity(allocated.ratio, Number),
      allocatedUsd: quantity(allocated.allocatedUsd, usd),
      isSlashable: allocated.isSlashable,
      commissionBps: quantity(commissionBps, Number),
      allocatedAt: quantity(since, instant),
    })
    .from(allocated)
    .innerJoin(
      row,
      sql`${row.id} = ${allocated.operator} || '-' || ${allocated.operatorSet} || '-' || ${allocated.strategy}`,
    )
    .where(inScope(allocated, { operator: address }))
    .orderBy(...sorted(by[sort], row.id, dir, by.value).by);
}

/**
 * The changes of allocation that are announced and not yet in effect, the next one first. `ratio` is what will be
 * allocated then, 0 for a withdrawal; `heldRatio` what is until then; `effectAt` is when its block is expected, at
 * twelve seconds a block.
 * Units: USD, ratios 0..1, block numbers; instants are UTC.
 * Sources: operator_allocations, operator_sets, operator_strategy_state, and those of `allocations`.
 */
export function listPendingAllocations(db: AnalyticsDb, address: string) {
  const allocated = allocations(db);
  const ratio = sql`(${row.magnitude} / nullif(${operatorStrategyState.maxMagnitude}, 0))`;
  return db
    .select({
      avs: operatorSets.avsId,
      avsName: avsName(sql`operator_sets.avs_id`).as("avs_name"),
      setNumber: operatorSets.operatorSetId,
      strategy: row.strategyId,
      symbol: strategySymbol(sql`operator_allocations.strategy_id`).as("symbol"),
      isWithdrawal: sql<boolean>`${row.magnitude} = 0`,
      ratio: quantity(ratio, Number),
      heldRatio: quantity(
        sql`case when ${allocated.strategy} is null then 0 else ${allocated.ratio} end`,
        Number,
      ),
      allocatedUsd: quantity(sql`${ratio} * ${operatorStrategyState.tvsUsd}`, usd),
      announcedAt: quantity(row.allocatedAt, instant),
      effectBlock: row.effectBlock,
      effectAt: quantity(timeOfBlock(row.effectBlock), instant),
    })
    .from(row)
    .innerJoin(operatorSets, eq(operatorSets.id, row.operatorSetId))
    .leftJoin(
      operatorStrategyState,
      sql`${operatorStrategyState.id} = ${row.operatorId} || '-' || ${row.strategyId}`,
    )
    .leftJoin(
      allocated,
      and(
        inScope(allocated, { operator: address }),
        eq(allocated.operatorSet, row.operatorSetId),
        eq(allocated.strategy, row.strategyId),
      ),
    )
    .where(and(eq(row.operatorId, address), isPending))
    .orderBy(asc(row.effectBlock), asc(row.id));
}

/**
 * What an operator has allocated, by AVS, by operator set and by strategy, each largest first, and how it is spread
 * over AVSs. Units: USD, counts. Sources: those of `allocations`, concentration_metrics.
 */
export async function findAllocationShares(db: AnalyticsDb, address: string) {
  const allocated = allocations(db);
  const sum = quantity(sql`sum(${allocated.allocatedUsd})`, usd);
  const largestFirst = sql`sum(${allocated.allocatedUsd}) desc nulls last`;
  const [byAvs, bySet, byStrategy, spread] = await Promise.all([
    exposureByAvs(db, { operator: address }),
    db
      .select({
        avs: allocated.avs,
        avsName: avsName(allocated.avs),
        setNumber: allocated.setNumber,
        allocatedUsd: sum,
      })
      .from(allocated)
      .where(inScope(allocated, { operator: address }))
      .groupBy(allocated.avs, allocated.setNumber)
      .orderBy(largestFirst, asc(allocated.avs), asc(allocated.setNumber)),
    db
      .select({
        strategy: allocated.strategy,
        symbol: strategySymbol(sql`${allocated.strategy}`),
        allocatedUsd: sum,
      })
      .from(allocated)
      .where(inScope(allocated, { operator: address }))
      .groupBy(allocated.strategy)
      .orderBy(largestFirst, asc(allocated.strategy)),
    findSpread(db, address, "avs"),
  ]);
  return { byAvs, bySet, byStrategy, spread: spread ?? null };
}
