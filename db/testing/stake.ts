import * as table from "@/drizzle/analytics/schema";
import type { Owner } from "./databases";
import { insertOperator, insertSlashing, insertStrategy } from "./rows";

type Row<T extends { $inferInsert: object }> = Partial<T["$inferInsert"]>;
const testNow = "2026-07-05 00:00:00";
const testBlock = 25_468_595;
const WAD = "1000000000000000000";

let next = 0;
const newStaker = () => `0x57${(++next).toString(16).padStart(38, "0")}`;

/** Inserts an operator set of an existing AVS. */
export async function insertOperatorSet(owner: Owner, avsId: string, operatorSetId = 0) {
  const id = `${avsId}-${operatorSetId}`;
  await owner.insert(table.operatorSets).values({ id, avsId, operatorSetId }).onConflictDoNothing();
  return { id };
}

/** Inserts an allocation in effect, by default of an operator's whole stake in the strategy. */
export async function insertAllocation(
  owner: Owner,
  operatorId: string,
  operatorSetId: string,
  strategyId: string,
  row: Row<typeof table.operatorAllocations> = {},
) {
  await owner.insert(table.operatorAllocations).values({
    id: `${operatorId}-${operatorSetId}-${strategyId}`,
    operatorId,
    operatorSetId,
    strategyId,
    magnitude: WAD,
    effectBlock: testBlock,
    allocatedAt: "2026-01-01 00:00:00",
    allocatedAtBlock: testBlock - 126_000,
    ...row,
  });
}

/** Inserts a staker who delegates now, with shares in existing strategies. */
export async function insertDelegator(
  owner: Owner,
  operatorId: string,
  {
    address = newStaker(),
    shares = [],
    row,
  }: {
    address?: string;
    shares?: { strategy: string; shares?: string; tvsUsd?: string | null; writtenBlock?: number }[];
    row?: Row<typeof table.operatorDelegators>;
  } = {},
) {
  await owner.insert(table.stakers).values({ id: address, address }).onConflictDoNothing();
  await owner.insert(table.operatorDelegators).values({
    id: `${operatorId}-${address}`,
    operatorId,
    stakerId: address,
    isDelegated: true,
    delegatedAt: "2025-01-01 00:00:00",
    ...row,
  });
  for (const held of shares)
    await owner.insert(table.operatorDelegatorShares).values({
      id: `${operatorId}-${address}-${held.strategy}`,
      operatorId,
      stakerId: address,
      strategyId: held.strategy,
      shares: held.shares ?? WAD,
      tvsUsd: held.tvsUsd,
      sharesUpdatedBlock: held.writtenBlock,
    });
  return { address };
}

/** Inserts the token of a strategy. */
export async function insertToken(
  owner: Owner,
  strategyAddress: string,
  symbol: string,
  { decimals = 18 }: { decimals?: number } = {},
) {
  const contractAddress = `0x70${strategyAddress.slice(4)}`;
  await owner.insert(table.tokenMetadata).values({ contractAddress, symbol, name: symbol, decimals });
  await owner.insert(table.strategyExchangeRates).values({
    strategyAddress,
    sharesToUnderlyingRate: WAD,
    underlyingToken: contractAddress,
    rateUpdatedAt: testNow,
  });
  return { address: contractAddress };
}

/** Inserts one stored row of a commission change; rows with the same `eventId` are one change. */
export async function insertCommissionChange(
  owner: Owner,
  operatorId: string,
  row: Row<typeof table.operatorCommissionHistory> = {},
) {
  const { oldBips = 1000, newBips = 500 } = row;
  await owner.insert(table.operatorCommissionHistory).values({
    operatorId,
    commissionType: "PI",
    changedAt: "2026-05-01 00:00:00",
    activatedAt: "2026-05-08 00:00:00",
    ...row,
    oldBips,
    newBips,
    changeDelta: newBips - oldBips,
  });
}

/** Inserts one day of a concentration measure. */
export async function insertConcentration(
  owner: Owner,
  operatorId: string,
  row: Row<typeof table.concentrationMetrics> = {},
) {
  await owner.insert(table.concentrationMetrics).values({
    entityType: "operator",
    entityId: operatorId,
    operatorId,
    date: "2026-07-05",
    concentrationType: "delegator",
    hhiValue: "0.12",
    ...row,
  });
}

/** Inserts one day of an operator's volatility. */
export async function insertVolatility(
  owner: Owner,
  operatorId: string,
  row: Row<typeof table.volatilityMetrics> & { metricType: string; date: string },
) {
  await owner.insert(table.volatilityMetrics).values({
    entityType: "operator",
    entityId: operatorId,
    meanValue: "200",
    trendDirection: "2",
    ...row,
  });
}

/** Inserts the event of a delegator that came or left. */
export async function insertDelegatorEvent(
  owner: Owner,
  operatorId: string,
  stakerId: string,
  row: Row<typeof table.operatorDelegatorHistory> = {},
) {
  await owner.insert(table.stakers).values({ id: stakerId, address: stakerId }).onConflictDoNothing();
  await owner.insert(table.operatorDelegatorHistory).values({
    operatorId,
    stakerId,
    delegationType: "DELEGATED",
    eventTimestamp: "2026-06-01 00:00:00",
    eventBlock: testBlock - 1000,
    ...row,
  });
}

/** Inserts a slashing of one strategy, by a fraction of 10^18. */
export async function insertSlash(
  owner: Owner,
  operatorId: string,
  strategyId: string,
  wadSlashed: string,
  incident: Parameters<typeof insertSlashing>[2] = {},
) {
  const row = await insertSlashing(owner, operatorId, incident);
  await owner
    .insert(table.operatorSlashingAmounts)
    .values({ slashingIncidentId: row?.id ?? 0, operatorId, strategyId, wadSlashed });
}

/** Inserts a strategy whose token costs a dollar: 10^18 of its shares are worth one. */
export async function insertDollarStrategy(owner: Owner, symbol = "USD", address?: string) {
  const strategy = await insertStrategy(owner, { address });
  const token = await insertToken(owner, strategy.address, symbol);
  await owner
    .insert(table.tokenPriceHistory)
    .values({ tokenAddress: token.address, timestamp: testNow, priceUsd: "1" });
  return strategy;
}

/** Inserts an operator to which one staker delegates US dollars in a strategy of `insertDollarStrategy`. */
export async function insertStaked(
  owner: Owner,
  strategy: string,
  { usd, ...operator }: { usd: number } & Parameters<typeof insertOperator>[1],
) {
  const { address } = await insertOperator(owner, operator);
  const shares = String(BigInt(Math.round(usd * 1e6)) * 10n ** 12n);
  await insertDelegator(owner, address, { shares: [{ strategy, shares }] });
  return { address };
}
