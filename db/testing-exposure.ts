import * as table from "@/drizzle/analytics/schema";
import type { Owner } from "./testing";

type Row<T extends { $inferInsert: object }> = Partial<T["$inferInsert"]>;

const longAgo = "2025-01-01 00:00:00";
const someBlock = 24_000_000;

/** An allocation of an operator to an operator set, which comes with it; in effect unless told otherwise. */
export async function insertAllocation(
  owner: Owner,
  operatorId: string,
  avsId: string,
  strategyId: string,
  { setNumber = 0, ...row }: Row<typeof table.operatorAllocations> & { setNumber?: number } = {},
) {
  const operatorSetId = await insertOperatorSet(owner, avsId, setNumber);
  await owner.insert(table.operatorAllocations).values({
    id: `${operatorId}-${operatorSetId}-${strategyId}`,
    operatorId,
    operatorSetId,
    strategyId,
    magnitude: "500000000000000000",
    effectBlock: someBlock,
    allocatedAt: longAgo,
    allocatedAtBlock: someBlock,
    ...row,
  });
  return operatorSetId;
}

/** An operator set of an AVS, once. */
export async function insertOperatorSet(owner: Owner, avsId: string, setNumber = 0) {
  const id = `${avsId}-${setNumber}`;
  await owner
    .insert(table.operatorSets)
    .values({ id, avsId, operatorSetId: setNumber })
    .onConflictDoNothing();
  return id;
}

/** A staker who delegates to an operator, with the value of all of it. */
export async function insertDelegator(
  owner: Owner,
  operatorId: string,
  stakerId: string,
  row: Row<typeof table.operatorDelegators> = {},
) {
  await owner.insert(table.stakers).values({ id: stakerId, address: stakerId }).onConflictDoNothing();
  await owner.insert(table.operatorDelegators).values({
    id: `${operatorId}-${stakerId}`,
    operatorId,
    stakerId,
    isDelegated: true,
    delegatedAt: longAgo,
    ...row,
  });
}

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

/** The token behind a strategy with its exchange rate. */
export async function insertToken(
  owner: Owner,
  strategyId: string,
  {
    symbol,
    decimals = 18,
    rate = "1000000000000000000",
  }: { symbol: string; decimals?: number; rate?: string },
) {
  const address = `0x70${strategyId.slice(4)}`;
  await owner
    .insert(table.tokenMetadata)
    .values({ contractAddress: address, symbol, name: `${symbol} token`, decimals })
    .onConflictDoNothing();
  await owner.insert(table.strategyExchangeRates).values({
    strategyAddress: strategyId,
    sharesToUnderlyingRate: rate,
    underlyingToken: address,
    rateUpdatedAt: longAgo,
  });
  return { address };
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
