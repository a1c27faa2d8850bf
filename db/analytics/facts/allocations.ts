import { and, desc, eq, gt, lt, max, or, sql } from "drizzle-orm";
import {
  operatorAllocationSnapshots,
  operatorAllocations,
  operatorDailySnapshots,
} from "@/drizzle/analytics/schema";
import * as cell from "./cells";
import { readRows, readTable, type Source } from "./source";

const allocation = {
  operator: cell.id(operatorAllocations.operatorId),
  operatorSet: cell.id(operatorAllocations.operatorSetId),
  strategy: cell.id(operatorAllocations.strategyId),
  magnitude: cell.wad(operatorAllocations.magnitude),
  effectBlock: cell.announcedBlock(operatorAllocations.effectBlock),
  allocatedAt: cell.instant(operatorAllocations.allocatedAt),
  allocatedAtBlock: cell.block(operatorAllocations.allocatedAtBlock),
};
const before = {
  operator: cell.id(operatorAllocations.operatorId),
  operatorSet: cell.id(operatorAllocations.operatorSetId),
  strategy: cell.id(operatorAllocations.strategyId),
  magnitude: cell.wad(operatorAllocationSnapshots.magnitude),
  blockNumber: cell.block(operatorAllocationSnapshots.snapshotBlock),
};
const dayBefore = {
  operator: cell.id(operatorAllocations.operatorId),
  operatorSet: cell.id(operatorAllocations.operatorSetId),
  strategy: cell.id(operatorAllocations.strategyId),
  blockNumber: {
    ...cell.block(operatorDailySnapshots.snapshotBlock),
    expression: sql`${max(operatorDailySnapshots.snapshotBlock)}`.as("block"),
  },
};

/** Returns every allocation, even deallocated ones, with the magnitude before its newest change. */
export async function readAllocations(source: Source) {
  const { operatorId, operatorSetId, strategyId, allocatedAtBlock } = operatorAllocations;
  const isSame = and(
    eq(operatorAllocationSnapshots.operatorId, operatorId),
    eq(operatorAllocationSnapshots.operatorSetId, operatorSetId),
    eq(operatorAllocationSnapshots.strategyId, strategyId),
    // A row with an implausible block is kept, so that the magnitude before is unknown and not 0.
    or(
      lt(operatorAllocationSnapshots.snapshotBlock, allocatedAtBlock),
      gt(operatorAllocationSnapshots.snapshotBlock, cell.greatestBlockAt(source.now)),
    ),
  );
  return {
    allocations: await readTable(source, operatorAllocations, allocation),
    allocationsBefore: await readRows(source, before, (columns) =>
      source.db
        .selectDistinctOn([operatorId, operatorSetId, strategyId], columns)
        .from(operatorAllocations)
        .innerJoin(operatorAllocationSnapshots, isSame)
        .orderBy(operatorId, operatorSetId, strategyId, desc(operatorAllocationSnapshots.snapshotBlock)),
    ),
    operatorDaysBefore: await readRows(source, dayBefore, (columns) =>
      source.db
        .select(columns)
        .from(operatorAllocations)
        .innerJoin(
          operatorDailySnapshots,
          and(
            eq(operatorDailySnapshots.operatorId, operatorId),
            lt(operatorDailySnapshots.snapshotBlock, allocatedAtBlock),
          ),
        )
        .groupBy(operatorId, operatorSetId, strategyId),
    ),
  };
}
