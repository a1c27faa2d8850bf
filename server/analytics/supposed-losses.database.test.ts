import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { allocate, wasNothing } from "@/db/testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertOperator,
  insertOperatorStrategy,
  insertRegistration,
  insertStrategy,
} from "@/db/testing/rows";
import { insertDelegator, insertDollarStrategy, insertSlash } from "@/db/testing/stake";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";

const NOW_BLOCK = 25_468_595;
const HALF = "500000000000000000";
const QUARTER = "250000000000000000";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let [avs, dollar, spared]: string[] = [];
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  const { owner } = database;
  await insertCheckpoint(owner);
  avs = (await insertAvs(owner, { name: "Slasher" })).address;
  dollar = (await insertDollarStrategy(owner, "ONE")).address;
  spared = (await insertDollarStrategy(owner, "TWO")).address;
});

async function ask() {
  const network = await networkOf(database.db);
  const context = contextFor("PRO", { analytics: database.db, user: undefined as never, network });
  return createCallerFactory(appRouter)(context).analytics;
}
const cents = (usd: number | null) => (usd === null ? null : Math.round(usd * 1e6) / 1e6);
const shares = (dollars: number) => String(BigInt(dollars * 1000) * 10n ** 15n);

/** Inserts an operator with some delegators, each with dollars in the first and in the second strategy. */
async function operatorOf(...delegators: [first: number, second: number][]) {
  const { owner } = database;
  const { address } = await insertOperator(owner);
  await insertOperatorStrategy(owner, address, dollar ?? "");
  const stakers: string[] = [];
  for (const [first, second] of delegators) {
    const held = [
      { strategy: dollar ?? "", shares: shares(first), writtenBlock: 1000 },
      { strategy: spared ?? "", shares: shares(second), writtenBlock: 1000 },
    ].filter(({ shares }) => shares !== "0");
    stakers.push((await insertDelegator(owner, address, { shares: held })).address);
  }
  return { address, stakers };
}
const join = (operator: string, sets: string[] | null, row = {}) =>
  insertRegistration(database.owner, operator, avs ?? "", { activeOperatorSetIds: sets, ...row });
const allocated = (operator: string, row: Parameters<typeof allocate>[4] = {}) =>
  allocate(database.owner, operator, avs ?? "", dollar ?? "", { allocatedAt: "2026-06-17 12:00:00", ...row });

describe("what breaks first", () => {
  test("takes the fraction of what can be slashed, and counts each delegator who loses once", async () => {
    const { address, stakers } = await operatorOf([600, 0], [300, 1000], [0, 5000]);
    const set = await allocated(address);
    const other = await allocated(address, { setNumber: 1, magnitude: QUARTER });
    await join(address, [set, other]);
    const api = await ask();
    const loss = await api.avs.loss({ address: avs ?? "", fraction: 0.1 });
    expect(loss).toMatchObject({
      slashableUpToUsd: 675,
      lostUsd: 67.5,
      isUpperBound: false,
      unpricedCount: 0,
      allocationCount: 2,
      operatorCount: 1,
      strategyCount: 1,
      delegatorCount: 2,
    });
    expect(await api.avs.loss({ address: avs ?? "", fraction: 1, setNumber: 1 })).toMatchObject({
      lostUsd: 225,
    });
    expect(await api.operators.worstCase.summary({ address, fraction: 0.1 })).toEqual({
      ...loss,
      ofOperatorRatio: expect.closeTo(67.5 / 6900, 12),
    });
    const detail = await api.operators.worstCase.detail({ address, fraction: 0.1 });
    expect(detail.byAvs).toMatchObject([
      { address: avs, name: "Slasher", lostUsd: 67.5, operatorSetCount: 2 },
    ]);
    expect(detail.byStrategy).toMatchObject([{ address: dollar, symbol: "ONE", lostUsd: 67.5 }]);
    expect(detail.losers.map(({ address, lostUsd }) => [address, cents(lostUsd)])).toEqual([
      [stakers[0], 45],
      [stakers[1], 22.5],
    ]);
    expect(detail.losers[1]?.ofStakeRatio).toBeCloseTo(22.5 / 1300, 12);
  });

  test("leaves out what no set can slash: who left long ago, what is not in effect, what was taken back", async () => {
    const [gone, announced, back] = [
      await operatorOf([100, 0]),
      await operatorOf([100, 0]),
      await operatorOf([100, 0]),
    ];
    await allocated(gone.address);
    await join(gone.address, [], {
      currentStatus: "UNREGISTERED",
      lastUnregisteredAt: "2026-06-01 00:00:00",
    });
    const operatorSetId = await allocated(announced.address, { effectBlock: NOW_BLOCK + 1 });
    await wasNothing(database.owner, {
      operatorId: announced.address,
      operatorSetId,
      strategyId: dollar ?? "",
    });
    await join(announced.address, [operatorSetId]);
    await allocated(back.address, { magnitude: "0" });
    const loss = await (await ask()).avs.loss({ address: avs ?? "", fraction: 1 });
    expect(loss).toMatchObject({ allocationCount: 0, lostUsd: 0, delegatorCount: 0 });
  });

  test("counts whose membership is not known, as at most", async () => {
    const { address } = await operatorOf([100, 0]);
    await allocated(address);
    await join(address, null);
    const loss = await (await ask()).avs.loss({ address: avs ?? "", fraction: 1 });
    expect(loss).toMatchObject({ slashableUpToUsd: 50, lostUsd: 50, isUpTo: true, delegatorCount: 1 });
  });

  test("says who loses, the largest first and the unknown last, and adds up to the whole", async () => {
    const { owner } = database;
    const [small, large] = [await operatorOf([9.5, 0]), await operatorOf([1000, 3000])];
    const unpriced = (await insertStrategy(owner)).address;
    const unknown = (await insertOperator(owner)).address;
    await insertOperatorStrategy(owner, unknown, unpriced);
    await insertDelegator(owner, unknown, { shares: [{ strategy: unpriced }] });
    const set = await allocated(small.address);
    await allocated(large.address);
    await allocate(owner, unknown, avs ?? "", unpriced);
    for (const one of [small.address, large.address, unknown]) await join(one, [set]);
    const api = await ask();
    const { operators, strategies, losers } = await api.avs.lossDetail({
      address: avs ?? "",
      fraction: 0.5,
    });
    expect(
      operators.map(({ address, lostUsd, delegatorCount }) => [address, lostUsd, delegatorCount]),
    ).toEqual([
      [large.address, 250, 1],
      [small.address, 2.375, 1],
      [unknown, null, 1],
    ]);
    expect(operators[0]?.ofOperatorRatio).toBe(250 / 4000);
    expect(
      strategies.map(({ address, lostUsd, unpricedCount }) => [address, lostUsd, unpricedCount]),
    ).toEqual([
      [dollar, 252.375, 0],
      [unpriced, null, 1],
    ]);
    expect(losers.map(({ lostUsd }) => cents(lostUsd))).toEqual([250, 2.375, null]);
  });

  test("values positions after slashes, so that delegators lose as much as their operator", async () => {
    const { owner } = database;
    const { address } = await operatorOf([600, 0]);
    const slashBlock = 24_167_653;
    await insertDelegator(owner, address, {
      shares: [{ strategy: dollar ?? "", shares: shares(100), writtenBlock: slashBlock }],
      row: { delegatedAt: "2026-06-01 00:00:00" },
    });
    await database.sql`update operator_strategy_state set max_magnitude = ${HALF},
      max_magnitude_updated_block = ${slashBlock} where operator_id = ${address}`;
    const set = await allocated(address, { magnitude: QUARTER });
    await join(address, [set]);
    await insertSlash(owner, address, dollar ?? "", HALF, { operatorSetId: set, slashedAtBlock: slashBlock });
    const { losers } = await (await ask()).operators.worstCase.detail({ address, fraction: 1 });
    expect(losers.map(({ lostUsd }) => cents(lostUsd))).toEqual([150, 50]);
    const loss = await (await ask()).operators.worstCase.summary({ address, fraction: 1 });
    expect(loss).toMatchObject({ lostUsd: 200, isUpperBound: false });
  });
});

describe("a staker", () => {
  test("is exposed to each set by what it can slash of what it holds, never to another operator's", async () => {
    const { owner } = database;
    const { address, stakers } = await operatorOf([20, 10]);
    const stranger = await operatorOf([1000, 0]);
    const [staker = ""] = stakers;
    const set = await allocated(address, { magnitude: QUARTER });
    await allocate(owner, address, avs ?? "", spared ?? "");
    const second = await allocated(address, { setNumber: 1, magnitude: "750000000000000000" });
    const third = await allocate(owner, address, avs ?? "", spared ?? "", {
      setNumber: 2,
      effectBlock: NOW_BLOCK + 1,
    });
    await wasNothing(owner, { operatorId: address, operatorSetId: third, strategyId: spared ?? "" });
    await allocated(stranger.address, { setNumber: 3 });
    await join(address, [set, second, third]);
    const whole = await (await ask()).stakers.detail({ address: staker });
    expect(whole).toMatchObject({ operator: address, tvsUsd: 30, ofOperatorRatio: 1 });
    expect(whole.holdings.map(({ symbol, tvsUsd, ofStakeRatio }) => [symbol, tvsUsd, ofStakeRatio])).toEqual([
      ["ONE", 20, 20 / 30],
      ["TWO", 10, 10 / 30],
    ]);
    expect(
      whole.exposure.map(({ setNumber, exposedUsd, symbols }) => [setNumber, exposedUsd, symbols]),
    ).toEqual([
      [1, 15, ["ONE"]],
      [0, 10, ["ONE", "TWO"]],
    ]);
    expect(whole.worst).toMatchObject({ exposedUsd: 25, ofStakeRatio: 25 / 30, isUpTo: false });
    expect(whole.coming?.worst).toMatchObject({ exposedUsd: 30, ofStakeRatio: 1 });
  });

  test("has what is of unknown value counted beside the known, and a slashed share worth what is left", async () => {
    const { owner } = database;
    const { address } = await insertOperator(owner);
    const unpriced = (await insertStrategy(owner)).address;
    for (const strategy of [dollar ?? "", unpriced]) await insertOperatorStrategy(owner, address, strategy);
    const { address: staker } = await insertDelegator(owner, address, {
      shares: [
        { strategy: dollar ?? "", shares: shares(100), writtenBlock: 1000 },
        { strategy: unpriced, writtenBlock: 1000 },
      ],
    });
    const set = await allocated(address);
    await allocate(owner, address, avs ?? "", unpriced);
    await join(address, [set]);
    await insertSlash(owner, address, dollar ?? "", HALF, { operatorSetId: set });
    const whole = await (await ask()).stakers.detail({ address: staker });
    expect(whole).toMatchObject({ tvsUsd: 50, unpricedCount: 1, slashingCount: 1, slashingCountSince: 1 });
    expect(whole.exposure).toMatchObject([{ exposedUsd: 50, unknownCount: 1, strategyCount: 2 }]);
  });
});
