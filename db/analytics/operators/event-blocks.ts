import { type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { operatorAllocationSnapshots } from "@/drizzle/analytics/schema";
import { blockNowOf, nowOf, type Present } from "../present";

const before = alias(operatorAllocationSnapshots, "before");
const days = alias(operatorAllocationSnapshots, "days");
type AllocationColumns = Record<
  "operatorId" | "strategyId" | "operatorSetId" | "allocatedAt" | "allocatedAtBlock",
  SQLWrapper
>;

/**
 * Returns the magnitude that stays slashable until a pending change takes effect: that of the newest day which
 * the pipeline recorded before the announcement, at most a week older. 0 when that day has no such row; NULL,
 * which is not known, when there is no such day.
 */
export const magnitudeBefore = (of: AllocationColumns) => sql`(select coalesce((
    select ${before.magnitude} from ${operatorAllocationSnapshots} ${before}
    where ${before.operatorId} = ${of.operatorId} and ${before.strategyId} = ${of.strategyId}
      and ${before.operatorSetId} = ${of.operatorSetId} and ${before.snapshotDate} = newest.day), 0)
  from (select max(${days.snapshotDate}) as day from ${operatorAllocationSnapshots} ${days}
    where ${days.snapshotDate} between ${of.allocatedAt}::date - 7 and ${of.allocatedAt}::date
      and ${days.snapshotBlock} < ${of.allocatedAtBlock}) newest
  where newest.day is not null)`;

/** Ethereum's time between blocks, for when a block is expected or was. */
const SECONDS_PER_BLOCK = sql.raw("12");

/** When a block that the data does not tell of is expected or was: twelve seconds a block from the newest one. */
export const timeOfBlock = (block: SQLWrapper, present: Present) =>
  sql`(${nowOf(present)} + (${block} - ${blockNowOf(present)}) * ${SECONDS_PER_BLOCK} * interval '1 second')`;
