import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase, createEmptyTestDatabase } from "../../testing/databases";
import {
  insertCheckpoint,
  insertCommission,
  insertOperator,
  insertOperatorStrategy,
  insertStrategy,
} from "../../testing/rows";
import { insertDelegator, insertSlash, insertToken } from "../../testing/stake";
import { connectAnalytics } from "../client";
import { readFacts } from "./facts";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.empty());

const now = new Date("2026-07-06T00:00:00Z");
const facts = () => readFacts(database.db, now);
const WAD = 10n ** 18n;

test("reads an empty database, and one without any table, as no facts", async () => {
  expect((await facts()).operators).toEqual([]);
  const { url, drop } = await createEmptyTestDatabase();
  const { db, close } = connectAnalytics(url("migrator"), { max: 1, allowWritable: true });
  const read = await readFacts(db, now);
  await close();
  await drop();
  expect(read).toMatchObject({
    operators: [],
    slashings: [],
    delegatedShares: [],
    valueDays: [],
    implausible: [],
  });
  expect(read.missingTables).toContain("operator_state");
});

test("holds back single cells that cannot be right, and names their columns", async () => {
  const { owner } = database;
  const { address } = await insertOperator(owner, {
    tvsUsd: "NaN",
    state: {
      activeDelegators: -3,
      registeredAt: "infinity",
      lastActivityAt: "2026-07-07 00:00:00",
      operationalDays: 10,
    },
  });
  await insertCommission(owner, address, { currentBips: 15_000, currentActivatedAt: "1970-01-01 00:00:00" });
  const strategy = (await insertStrategy(owner)).address;
  await insertOperatorStrategy(owner, address, strategy, {
    maxMagnitude: "2000000000000000000",
    encumberedMagnitude: "Infinity",
    tvsUsd: "4959960536600000000000",
  });
  const read = await facts();
  expect(read.operatorStates[0]).toMatchObject({
    totalValueUsd: null,
    delegatorCount: null,
    registeredAt: null,
    lastActivityAt: null,
    operationalDayCount: 10,
  });
  expect(read.commissionSplits[0]).toMatchObject({ currentBps: null, activatedAt: null, type: "PI" });
  expect(read.implausible.map(({ table, column }) => `${table}.${column}`).sort()).toEqual([
    "operator_commission_rates.current_activated_at",
    "operator_commission_rates.current_bips",
    "operator_state.active_delegators",
    "operator_state.last_activity_at",
    "operator_state.registered_at",
    "operator_state.total_tvs",
    "operator_strategy_state.encumbered_magnitude",
    "operator_strategy_state.max_magnitude",
    "operator_strategy_state.tvs_usd",
  ]);
});

test.each([
  ["NaN", 1],
  ["Infinity", 1],
  ["-5", 1],
  ["1.5", 1],
  ["1e40", 1],
  ["0", 0],
])(
  "leaves a position of %s shares out of the sum, and counts %i as unknown",
  async (shares, unknownCount) => {
    const { owner } = database;
    const operator = (await insertOperator(owner)).address;
    const strategy = (await insertStrategy(owner)).address;
    await insertDelegator(owner, operator, { shares: [{ strategy, shares: "3000000000000000000" }] });
    await insertDelegator(owner, operator, { shares: [{ strategy, shares }] });
    await insertDelegator(owner, operator, {
      shares: [{ strategy, shares: "9" }],
      row: { isDelegated: false },
    });
    const { delegatedShares, implausible } = await facts();
    expect(delegatedShares).toEqual([
      { operator, strategy, shares: 3n * WAD, delegatorCount: 1, unknownCount },
    ]);
    expect(implausible).toEqual(
      unknownCount === 0 ? [] : [{ table: "operator_delegator_shares", column: "shares", count: 1 }],
    );
  },
);

test.each([
  ["decimals", "-1"],
  ["decimals", "255"],
])("does not believe %s of %s", async (_, decimals) => {
  const strategy = (await insertStrategy(database.owner)).address;
  await insertToken(database.owner, strategy, "stETH", { decimals: Number(decimals) });
  const { tokens, implausible } = await facts();
  expect(tokens).toMatchObject([{ symbol: "stETH", decimals: null }]);
  expect(implausible).toEqual([{ table: "token_metadata", column: "decimals", count: 1 }]);
});

test("reads every stored row of a slashing, copies too, with what it took", async () => {
  const { owner } = database;
  const operator = (await insertOperator(owner)).address;
  const strategy = (await insertStrategy(owner)).address;
  for (const row of [
    { transactionHash: "0x1", eventId: 7 },
    { transactionHash: "0x1", eventId: 7 },
    { transactionHash: "0x1", eventId: null },
    { transactionHash: "0x1", eventId: 8 },
    { transactionHash: "0x2" },
    { transactionHash: "0x2" },
  ]) {
    await insertSlash(owner, operator, strategy, "100000000000000000", row);
  }
  const { slashings } = await facts();
  expect(slashings).toHaveLength(6);
  for (const { amounts } of slashings) expect(amounts).toEqual([{ strategy, wadSlashed: WAD / 10n }]);
});

test("sums the shares of a slashed pair by the slashings between which they were written", async () => {
  const { owner } = database;
  const operator = (await insertOperator(owner)).address;
  const strategy = (await insertStrategy(owner)).address;
  for (const [slashedAtBlock, slashedAt] of [
    [1000, "2026-01-01 00:00:00"],
    [2000, "2026-02-01 00:00:00"],
  ] as const) {
    await insertSlash(owner, operator, strategy, "100000000000000000", { slashedAtBlock, slashedAt });
  }
  for (const [shares, block, delegatedAt] of [
    ["1", 999, "2025-01-01 00:00:00"],
    ["10", 500, "2025-01-01 00:00:00"],
    ["100", 1000, "2025-01-01 00:00:00"],
    ["1000", 1500, "2026-01-15 00:00:00"],
    ["10000", null, null],
  ] as const) {
    await insertDelegator(owner, operator, {
      row: { delegatedAt },
      shares: [{ strategy, shares, writtenBlock: block ?? undefined }],
    });
  }
  const { writtenShares } = await facts();
  const known = { operator, strategy, unknownCount: 0, isWrittenBlockKnown: true };
  expect(writtenShares.sort((a, b) => Number(a.shares - b.shares))).toEqual([
    {
      ...known,
      shares: 11n,
      delegatorCount: 2,
      writtenSince: null,
      isWrittenInSlash: false,
      delegatedSince: null,
    },
    {
      ...known,
      shares: 100n,
      delegatorCount: 1,
      writtenSince: 1000,
      isWrittenInSlash: true,
      delegatedSince: null,
    },
    {
      ...known,
      shares: 1000n,
      delegatorCount: 1,
      writtenSince: 1000,
      isWrittenInSlash: false,
      delegatedSince: new Date("2026-01-01T00:00:00Z"),
    },
    {
      ...known,
      shares: 10_000n,
      delegatorCount: 1,
      writtenSince: null,
      isWrittenBlockKnown: false,
      isWrittenInSlash: false,
      delegatedSince: null,
    },
  ]);
});

test("takes block 0 of a checkpoint for not known, and a document as it stands", async () => {
  await insertCheckpoint(database.owner, {
    lastProcessedBlock: 0n,
    runMetadata: sql`'{"demo": true}'::jsonb`,
  });
  const { checkpoints, implausible } = await facts();
  expect(checkpoints).toMatchObject([{ blockNumber: null, metadata: { demo: true } }]);
  expect(implausible).toEqual([]);
});
