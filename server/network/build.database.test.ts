import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertPrice, insertValueDay, wasNothing } from "@/db/testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertCommission,
  insertNetworkDay,
  insertOperator,
  insertOperatorDay,
  insertOperatorStrategy,
  insertRegistration,
  insertStrategy,
} from "@/db/testing/rows";
import {
  insertAllocation,
  insertCommissionChange,
  insertDelegator,
  insertOperatorSet,
  insertSlash,
  insertToken,
} from "@/db/testing/stake";
import { networkOf } from "../testing/context";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.empty());

const MILLION = 1_000_000n * 10n ** 18n;
const NOW_BLOCK = 25_468_595;
const SLASH_BLOCK = 24_167_653;
const SLASHED_AT = "2026-01-05 09:45:47";

/** Inserts a strategy with shares worth a dollar each, written before the slash. */
async function stake({ millions = 100n, priced = true } = {}) {
  const { owner } = database;
  await insertCheckpoint(owner);
  const strategy = (await insertStrategy(owner)).address;
  const token = (await insertToken(owner, strategy, "USD")).address;
  if (priced) await insertPrice(owner, token, "2026-07-05 00:00:00", "1");
  const operator = (await insertOperator(owner)).address;
  const shares = [{ strategy, shares: String(millions * MILLION), writtenBlock: SLASH_BLOCK - 1000 }];
  await insertDelegator(owner, operator, { shares });
  const avs = (await insertAvs(owner)).address;
  const operatorSet = (await insertOperatorSet(owner, avs, 0)).id;
  return { operator, strategy, avs, operatorSet };
}
type Stake = Awaited<ReturnType<typeof stake>>;

const allocate = ({ operator, operatorSet, strategy }: Stake, magnitude: string, row = {}) =>
  insertAllocation(database.owner, operator, operatorSet, strategy, {
    magnitude,
    effectBlock: SLASH_BLOCK - 500,
    allocatedAtBlock: SLASH_BLOCK - 500,
    allocatedAt: "2026-01-05 08:05:47",
    ...row,
  });

const join = ({ operator, avs, operatorSet }: Stake) =>
  insertRegistration(database.owner, operator, avs, { activeOperatorSetIds: [operatorSet] });

const slash = ({ operator, operatorSet, strategy }: Stake, wadSlashed: string) =>
  insertSlash(database.owner, operator, strategy, wadSlashed, {
    operatorSetId: operatorSet,
    slashedAtBlock: SLASH_BLOCK,
    slashedAt: SLASHED_AT,
    transactionHash: "0x1",
  });

const one = async ({ operator }: Stake) => {
  const found = (await networkOf(database.db)).operators.get(operator);
  if (!found) throw new Error("no operator");
  return found;
};
const usd = (knownUsd: number) => expect.objectContaining({ knownUsd, unknownCount: 0, isUpperBound: false });

test("an empty database is an empty network, which can be cloned", async () => {
  const network = await networkOf(database.db);
  expect(network.totals).toMatchObject({
    operatorCount: 0,
    value: { knownUsd: null },
    defaultSplitBps: 1000,
  });
  expect(network.clocks.blockNow).toBeNull();
  expect(structuredClone(network)).toEqual(network);
});

describe("a tenth allocated, and half of that slashed", () => {
  test("is a twentieth of the stake: $5 M of $100 M", async () => {
    const given = await stake();
    const { owner } = database;
    await join(given);
    await allocate(given, "50000000000000000");
    await insertOperatorStrategy(owner, given.operator, given.strategy, {
      maxMagnitude: "950000000000000000",
      maxMagnitudeUpdatedBlock: SLASH_BLOCK,
      encumberedMagnitude: "50000000000000000",
    });
    await slash(given, "50000000000000000");
    await insertNetworkDay(owner, { snapshotDate: "2026-01-04", snapshotBlock: SLASH_BLOCK - 7200 });
    await insertValueDay(owner, given.operator, given.strategy, {
      snapshotDate: "2026-01-04",
      shares: String(100n * MILLION),
    });
    const network = await networkOf(database.db);
    expect(network.slashings).toMatchObject([
      {
        operator: given.operator,
        avs: given.avs,
        lost: usd(5_000_000),
        parts: [{ wadSlashed: 5n * 10n ** 16n }],
      },
    ]);
    const operator = await one(given);
    expect(operator).toMatchObject({ value: usd(95_000_000), correction: "exact", lost: usd(5_000_000) });
    expect(operator.allocated.knownUsd).toBeCloseTo(5_000_000, 3);
    expect(operator.slashable).toEqual(operator.allocated);
    expect(network.totals.value).toEqual(operator.value);
  });

  test("is an upper bound for a position that was changed later", async () => {
    const given = await stake();
    await insertOperatorStrategy(database.owner, given.operator, given.strategy, {
      maxMagnitude: "950000000000000000",
      maxMagnitudeUpdatedBlock: SLASH_BLOCK,
    });
    await slash(given, "50000000000000000");
    await database.sql`update operator_delegator_shares set shares_updated_block = ${SLASH_BLOCK + 1}`;
    expect(await one(given)).toMatchObject({
      value: { knownUsd: 100_000_000, isUpperBound: true },
      correction: "upper-bound",
    });
  });
});

test("a maximum of 0 that no slash wrote means that nothing was slashed", async () => {
  const given = await stake();
  await insertOperatorStrategy(database.owner, given.operator, given.strategy, {
    maxMagnitude: "0",
    utilizationRate: "0",
    encumberedMagnitude: "250000000000000000",
  });
  expect(await one(given)).toMatchObject({
    value: usd(100_000_000),
    utilizationRatio: 0.25,
    strategies: [{ maxMagnitude: 10n ** 18n, isDead: false, slashedRatio: 0 }],
  });
});

test("an allocation of an operator whose membership is not known is slashable up to its value", async () => {
  const given = await stake();
  await allocate(given, "100000000000000000");
  const network = await networkOf(database.db);
  expect(network.totals).toMatchObject({
    allocated: usd(10_000_000),
    slashable: usd(0),
    slashableUpTo: usd(10_000_000),
  });
  expect(network.avs.get(given.avs)).toMatchObject({
    operators: [given.operator],
    slashableUpTo: usd(10_000_000),
  });
  expect(network.operators.get(given.operator)).toMatchObject({ isActive: true, avsCount: 1 });
});

test("an announced allocation is nothing yet, and stands beside it", async () => {
  const given = await stake();
  await join(given);
  await allocate(given, "100000000000000000", {
    effectBlock: NOW_BLOCK + 100,
    allocatedAtBlock: NOW_BLOCK - 100,
  });
  const { owner } = database;
  await insertOperatorDay(owner, given.operator, {
    snapshotDate: "2026-07-04",
    snapshotBlock: NOW_BLOCK - 7200,
  });
  // Daily allocations were read, but none of this allocation.
  const other = (await insertStrategy(owner)).address;
  await wasNothing(owner, {
    operatorId: given.operator,
    operatorSetId: given.operatorSet,
    strategyId: other,
  });
  const operator = await one(given);
  expect(operator).toMatchObject({
    allocated: usd(0),
    slashable: usd(0),
    announcedUpTo: usd(10_000_000),
    pendingCount: 1,
  });
});

test("what has no price is not known, and is counted as missing", async () => {
  const given = await stake({ priced: false });
  expect((await one(given)).value).toMatchObject({ knownUsd: null, unknownCount: 1 });
  await insertOperatorStrategy(database.owner, given.operator, given.strategy, {
    tvsUsd: "42",
    tvsUpdatedAt: "2026-06-01 00:00:00",
  });
  expect(await one(given)).toMatchObject({
    value: usd(42),
    strategies: [{ valueSource: "pipeline", valueAt: new Date("2026-06-01T00:00:00Z") }],
  });
});

test("a split of programmatic incentives is no split of an AVS", async () => {
  const given = await stake();
  await join(given);
  await insertCommission(database.owner, given.operator, { currentBips: 500 });
  const operator = await one(given);
  expect(operator.commission.pi).toMatchObject({ bps: 500, source: "PI" });
  expect(operator.avs[0]?.split).toMatchObject({ bps: 1000, source: "DEFAULT" });
});

test("a pending first split finds the value before it in the history", async () => {
  const { owner } = database;
  await insertCheckpoint(owner);
  const operator = (await insertOperator(owner)).address;
  const activated = { currentBips: 500, currentActivatedAt: "2026-07-11 00:00:00" };
  await insertCommission(owner, operator, { commissionType: "PI", previousBips: null, ...activated });
  await insertCommissionChange(owner, operator, {
    oldBips: 700,
    newBips: 500,
    changedAt: "2026-07-04 00:00:00",
    activatedAt: activated.currentActivatedAt,
  });
  const network = await networkOf(database.db, new Date("2026-07-06T00:00:00Z"));
  expect(network.operators.get(operator)?.commission.pi).toMatchObject({ bps: 700, state: "pending" });
});
