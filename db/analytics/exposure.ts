import { asc, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import {
  operatorAllocationSnapshots,
  operatorAllocations,
  operatorAvsRelationships,
  operatorSets,
  operatorStrategyState,
  pipelineCheckpoints,
} from "@/drizzle/analytics/schema";
import { usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { asOf, quantity } from "./expressions";
import { avsName } from "./names";

/** The newest block that the data speaks for: what takes effect later is pending. Source: pipeline_checkpoints. */
export const asOfBlock = sql`(select max(${pipelineCheckpoints.lastProcessedBlock}) from ${pipelineCheckpoints})`;

/**
 * What was allocated when a change that is still pending was announced, to be slashed until its effect block: the row
 * of the newest day that the pipeline took before, at most a week older. 0 when that day has no such row; NULL, which
 * is not known, when there is no such day.
 */
export const magnitudeBefore = sql`(select coalesce((select s.magnitude from ${operatorAllocationSnapshots} s
    where s.operator_id = operator_allocations.operator_id and s.strategy_id = operator_allocations.strategy_id
      and s.operator_set_id = operator_allocations.operator_set_id and s.snapshot_date = newest.day), 0)
  from (select max(d.snapshot_date) as day from ${operatorAllocationSnapshots} d
    where d.snapshot_date between operator_allocations.allocated_at::date - 7 and operator_allocations.allocated_at::date
      and d.snapshot_block < operator_allocations.allocated_at_block) newest
  where newest.day is not null)`;

/** Ethereum's time between blocks, for when a block is expected or was. */
const SECONDS_PER_BLOCK = sql.raw("12");

/** When a block that the data does not tell of is expected or was: twelve seconds a block from the newest one. */
export const timeOfBlock = (block: SQLWrapper) =>
  sql`(${asOf} + (${block} - ${asOfBlock}) * ${SECONDS_PER_BLOCK} * interval '1 second')`;

/** A change of allocation that is announced and not in effect yet. */
const isPending = sql`${operatorAllocations.effectBlock} > ${asOfBlock}`;
const inEffect = sql`${operatorAllocations.effectBlock} <= ${asOfBlock}`;

/** The magnitude that can be slashed now, as `held.magnitude`, which may be unknown; a pending change does not count. */
const held = sql`lateral (select case when ${inEffect} then ${operatorAllocations.magnitude}
  when ${isPending} then ${magnitudeBefore} end as magnitude) as held`;
/** The magnitude that can be slashed once every change that is pending is in effect. */
const settled = sql`lateral (select ${operatorAllocations.magnitude} as magnitude) as held`;
const isAllocated = sql`held.magnitude is distinct from 0`;

/**
 * Never over 1: a maximum that a slashing has lowered may be read before the allocation that it lowers too. LEAST
 * passes over what is NULL, so that what is unknown is kept from it.
 */
const ratio = sql<
  string | null
>`(case when ${operatorStrategyState.maxMagnitude} > 0 and held.magnitude is not null
  then least(1, held.magnitude / ${operatorStrategyState.maxMagnitude}) end)`;

/**
 * Every allocation that is in effect, one row per operator, operator set and strategy: the one source of what an AVS
 * could take. Withdrawn allocations (magnitude 0) are left out; of a change whose effect block is still to come, up or
 * down, what was allocated before it stands until then, and its magnitude is `null` where no day tells what that was.
 * `ratio` is magnitude / max_magnitude, 0..1, the part of the operator's value in the strategy; `allocatedUsd` that
 * part in USD, `null` when either is unknown; `isSlashable` says that the operator is a member of the set now, or
 * that the pipeline does not say which sets it is a member of. `when` "settled" gives the same for when every change
 * that is pending now is in effect, at today's values.
 * Sources: operator_allocations, operator_allocation_snapshots, operator_sets, operator_strategy_state,
 * operator_avs_relationships; formula on /methodology, "Values".
 */
export const allocations = (db: AnalyticsDb, when: "now" | "settled" = "now") =>
  db
    .select({
      operator: sql<string>`${operatorAllocations.operatorId}`.as("operator"),
      avs: sql<string>`${operatorSets.avsId}`.as("avs"),
      operatorSet: sql<string>`${operatorAllocations.operatorSetId}`.as("operator_set"),
      setNumber: sql<number>`${operatorSets.operatorSetId}`.as("set_number"),
      strategy: sql<string>`${operatorAllocations.strategyId}`.as("strategy"),
      magnitude: sql<string | null>`held.magnitude`.as("magnitude"),
      ratio: ratio.as("ratio"),
      valueUsd: sql<string | null>`${operatorStrategyState.tvsUsd}`.as("value_usd"),
      allocatedUsd: sql<string | null>`(${ratio} * ${operatorStrategyState.tvsUsd})`.as("allocated_usd"),
      isSlashable: sql<boolean>`coalesce(upper(${operatorAvsRelationships.currentStatus}) = 'REGISTERED'
        and (jsonb_typeof(${operatorAvsRelationships.activeOperatorSetIds}) is distinct from 'array'
          or ${operatorAvsRelationships.activeOperatorSetIds} @> to_jsonb(${operatorAllocations.operatorSetId}::text)
          or ${operatorAvsRelationships.activeOperatorSetIds} @> to_jsonb(${operatorSets.operatorSetId})), false)`.as(
        "is_slashable",
      ),
    })
    .from(operatorAllocations)
    .innerJoin(when === "now" ? held : settled, isAllocated)
    .innerJoin(operatorSets, eq(operatorSets.id, operatorAllocations.operatorSetId))
    .leftJoin(
      operatorStrategyState,
      sql`${operatorStrategyState.id} = ${operatorAllocations.operatorId} || '-' || ${operatorAllocations.strategyId}`,
    )
    .leftJoin(
      operatorAvsRelationships,
      sql`${operatorAvsRelationships.id} = ${operatorAllocations.operatorId} || '-' || ${operatorSets.avsId}`,
    )
    .as("allocated");

export type Allocations = ReturnType<typeof allocations>;

/** Who or what is asked about; every part that is left out means all. */
export interface ExposureScope {
  operator?: string;
  avs?: string;
  /** A number of the AVS's own, such as 0. */
  setNumber?: number;
  strategy?: string;
}

export const inScope = (allocated: Allocations, scope: ExposureScope): SQL =>
  sql.join(
    [
      sql`true`,
      ...(scope.operator === undefined ? [] : [sql`${allocated.operator} = ${scope.operator}`]),
      ...(scope.avs === undefined ? [] : [sql`${allocated.avs} = ${scope.avs}`]),
      ...(scope.setNumber === undefined ? [] : [sql`${allocated.setNumber} = ${scope.setNumber}`]),
      ...(scope.strategy === undefined ? [] : [sql`${allocated.strategy} = ${scope.strategy}`]),
    ],
    sql` and `,
  );

/** The sums of a group of allocations. `unpricedCount` is how many of them have no known value. */
export const totals = (allocated: Allocations) => ({
  allocatedUsd: quantity(sql`sum(${allocated.allocatedUsd})`, usd).as("sum_allocated_usd"),
  slashableUsd: quantity(sql`sum(${allocated.allocatedUsd}) filter (where ${allocated.isSlashable})`, usd).as(
    "sum_slashable_usd",
  ),
  unpricedCount: sql<number>`count(*) filter (where ${allocated.allocatedUsd} is null)`
    .mapWith(Number)
    .as("unpriced_count"),
});

/**
 * What each AVS could take of what is asked about, largest first: of one operator, in one strategy, or of all.
 * Slashing the whole of it is the worst case; a part x of it takes x times as much.
 * Units: USD (`null` when no value is known), counts. Sources: those of `allocations`, avs_metadata.
 */
export const exposureByAvs = (db: AnalyticsDb, scope: ExposureScope) => {
  const allocated = allocations(db);
  return db
    .select({
      address: allocated.avs,
      name: avsName(sql`allocated.avs`).as("avs_name"),
      ...totals(allocated),
      operatorSetCount: sql<number>`count(distinct ${allocated.operatorSet})`.mapWith(Number),
      operatorCount: sql<number>`count(distinct ${allocated.operator})`.mapWith(Number),
      strategyCount: sql<number>`count(distinct ${allocated.strategy})`.mapWith(Number),
    })
    .from(allocated)
    .where(inScope(allocated, scope))
    .groupBy(allocated.avs)
    .orderBy(sql`sum(${allocated.allocatedUsd}) desc nulls last`, asc(allocated.avs));
};
