import * as table from "@/drizzle/analytics/schema";
import type { Owner } from "./databases";
import { insertAllocation, insertDelegator, insertOperatorSet } from "./stake";

type Row<T extends { $inferInsert: object }> = Partial<T["$inferInsert"]>;

const someBlock = 24_000_000;

/** Allocates an operator's stake in a strategy, half of it by default, to a new set of a new AVS. */
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

/** Delegates a staker of a given address to an operator. */
export const delegate = (
  owner: Owner,
  operatorId: string,
  address: string,
  row: Row<typeof table.operatorDelegators> = {},
) => insertDelegator(owner, operatorId, { address, row });

/** Inserts the shares of a delegator in one strategy. */
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

/** Inserts a delegator's shares in one strategy on the day of a share snapshot. */
export async function insertShareSnapshot(
  owner: Owner,
  ids: { operatorId: string; stakerId: string; strategyId: string },
  row: Row<typeof table.operatorDelegatorSharesSnapshots> & { snapshotDate: string; snapshotBlock: number },
) {
  await owner
    .insert(table.operatorDelegatorSharesSnapshots)
    .values({ ...ids, shares: "1000000000000000000", isDelegated: true, ...row });
}

/** Inserts the price of a token. */
export async function insertPrice(owner: Owner, tokenAddress: string, timestamp: string, priceUsd: string) {
  await owner.insert(table.tokenPriceHistory).values({ tokenAddress, timestamp, priceUsd });
}

/** Inserts an operator's value in one strategy on one day. */
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

/** Inserts a zero allocation before a change that was announced at the builders' default time. */
export const wasNothing = (
  owner: Owner,
  ids: { operatorId: string; operatorSetId: string; strategyId: string },
) => insertAllocationDay(owner, ids, { snapshotDate: "2025-12-31", snapshotBlock: 1, magnitude: "0" });

/** Inserts the value of an allocation on one day. */
export async function insertAllocationDay(
  owner: Owner,
  ids: { operatorId: string; operatorSetId: string; strategyId: string },
  row: Row<typeof table.operatorAllocationSnapshots> & { snapshotDate: string },
) {
  await owner
    .insert(table.operatorAllocationSnapshots)
    .values({ ...ids, snapshotBlock: someBlock, magnitude: "1000000000000000000", ...row });
}

/** Inserts the event of an operator's registration at an AVS, or of its end; a second transaction stores it twice. */
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
