import * as table from "@/drizzle/analytics/schema";
import type { Owner } from "./databases";
import { insertAllocation, insertDelegator, insertOperatorSet } from "./stake";

type Row<T extends { $inferInsert: object }> = Partial<T["$inferInsert"]>;

const someBlock = 24_000_000;

/** Allocates half of what an operator has in a strategy, unless told otherwise, to a set of an AVS that comes with it. */
export async function allocate(
  owner: Owner,
  operatorId: string,
  avsId: string,
  strategyId: string,
  { setNumber = 0, ...row }: Row<typeof table.operatorAllocations> & { setNumber?: number } = {},
) {
  const { id } = await insertOperatorSet(owner, avsId, setNumber);
  await insertAllocation(owner, operatorId, id, strategyId, {
    magnitude: "500000000000000000",
    effectBlock: someBlock,
    ...row,
  });
  return id;
}

/** Lets a staker of a known address delegate to an operator. */
export const delegate = (
  owner: Owner,
  operatorId: string,
  address: string,
  row: Row<typeof table.operatorDelegators> = {},
) => insertDelegator(owner, operatorId, { address, row });

/** What a delegator holds in one strategy. */
export async function insertShares(
  owner: Owner,
  operatorId: string,
  stakerId: string,
  strategyId: string,
  row: Row<typeof table.operatorDelegatorShares> = {},
) {
  await owner.insert(table.operatorDelegatorShares).values({
    id: `${operatorId}-${stakerId}-${strategyId}`,
    operatorId,
    stakerId,
    strategyId,
    shares: "1000000000000000000",
    ...row,
  });
}

/** A price of a token. */
export async function insertPrice(owner: Owner, tokenAddress: string, timestamp: string, priceUsd: string) {
  await owner.insert(table.tokenPriceHistory).values({ tokenAddress, timestamp, priceUsd });
}

/** What one day's value of an operator in one strategy was. */
export async function insertValueDay(
  owner: Owner,
  operatorId: string,
  strategyId: string,
  row: Row<typeof table.historicalTvsSnapshots> & { snapshotDate: string },
) {
  await owner
    .insert(table.historicalTvsSnapshots)
    .values({ operatorId, strategyId, shares: "1000000000000000000", ...row });
}

/** Says that nothing was allocated yet when a change was announced at the builders' own time. */
export const wasNothing = (
  owner: Owner,
  ids: { operatorId: string; operatorSetId: string; strategyId: string },
) => insertAllocationDay(owner, ids, { snapshotDate: "2025-12-31", snapshotBlock: 1, magnitude: "0" });

/** What one day's allocation was worth. */
export async function insertAllocationDay(
  owner: Owner,
  ids: { operatorId: string; operatorSetId: string; strategyId: string },
  row: Row<typeof table.operatorAllocationSnapshots> & { snapshotDate: string },
) {
  await owner
    .insert(table.operatorAllocationSnapshots)
    .values({ ...ids, snapshotBlock: someBlock, magnitude: "1000000000000000000", ...row });
}

/** An operator's arrival at an AVS or its end; stored twice when it is inserted with another transaction. */
export async function insertRegistrationEvent(
  owner: Owner,
  operatorId: string,
  avsId: string,
  row: Row<typeof table.operatorAvsRegistrationHistory> & { statusChangedAt: string },
) {
  await owner.insert(table.operatorAvsRegistrationHistory).values({
    operatorId,
    avsId,
    status: "REGISTERED",
    statusChangedBlock: someBlock,
    ...row,
  });
}
