import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { allocate, insertShares, wasNothing } from "@/db/testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertCommission,
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
const SLASH_BLOCK = 24_167_653;
const HALF = "500000000000000000";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let [avs, dollar, unpriced] = ["", "", ""];
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  const { owner } = database;
  await insertCheckpoint(owner);
  avs = (await insertAvs(owner)).address;
  dollar = (await insertDollarStrategy(owner, "ONE")).address;
  unpriced = (await insertStrategy(owner)).address;
});

async function ask() {
  const network = await networkOf(database.db);
  const context = contextFor("PRO", { analytics: database.db, user: undefined as never, network });
  return createCallerFactory(appRouter)(context).analytics;
}

type Shares = [strategy: string, dollars: number][];

/**
 * Inserts an operator with half of its stake allocated in each strategy; its delegators' shares were written before
 * any slash.
 */
async function operatorOf(...delegators: Shares[]) {
  const { owner } = database;
  const { address } = await insertOperator(owner);
  let set = "";
  for (const strategy of [dollar, unpriced]) {
    await insertOperatorStrategy(owner, address, strategy);
    set = await allocate(owner, address, avs, strategy);
  }
  const stakers: string[] = [];
  for (const held of delegators) {
    const shares = held.map(([strategy, dollars]) => ({
      strategy,
      shares: `${dollars}${"0".repeat(18)}`,
      writtenBlock: 1000,
    }));
    stakers.push((await insertDelegator(owner, address, { shares })).address);
  }
  return { address, set, stakers };
}
const join = (operator: string, sets: string[] | null) =>
  insertRegistration(database.owner, operator, avs, { activeOperatorSetIds: sets });

/** Inserts a slash that the columns do not show, so that the operator's value in dollars is an upper bound. */
async function slashUntold(operator: string, operatorSetId: string) {
  await insertSlash(database.owner, operator, dollar, HALF, { operatorSetId, slashedAtBlock: SLASH_BLOCK });
  await database.sql`update operator_delegator_shares set shares_updated_block = 0 where operator_id = ${operator}`;
}

test("a delegator's loss says what is not in it, and whether it may be less; the losers, how many are partly unknown", async () => {
  const { address, set, stakers } = await operatorOf(
    [
      [dollar, 100],
      [unpriced, 1],
    ],
    [[dollar, 60]],
  );
  await operatorOf(...Array.from({ length: 11 }, (): Shares => [[unpriced, 1]]));
  await join(address, [set]);
  const { losers, unknownLoserCount } = await (await ask()).avs.lossDetail({ address: avs, fraction: 1 });
  expect(losers).toHaveLength(10);
  expect(losers.slice(0, 3)).toMatchObject([
    { address: stakers[0], lostUsd: 50, unpricedCount: 1, isUpperBound: false, isUpTo: false },
    { address: stakers[1], lostUsd: 30, unpricedCount: 0, isUpperBound: false, isUpTo: false },
    { lostUsd: null, unpricedCount: 1, isUpTo: true },
  ]);
  expect(unknownLoserCount).toBe(12);
});

test("a loss is an upper bound where what is lost is, not where something beside it is", async () => {
  const { address, set, stakers } = await operatorOf([[dollar, 100]]);
  await join(address, [set]);
  await slashUntold(address, set);
  const worst = await (await ask()).operators.worstCase.detail({ address, fraction: 1 });
  expect(worst.losers).toMatchObject([{ address: stakers[0], isUpperBound: true }]);
  await database.sql`delete from operator_allocations where operator_id = ${address} and strategy_id = ${dollar}`;
  await insertDelegator(database.owner, address, {
    shares: [
      { strategy: dollar, writtenBlock: 0 },
      { strategy: unpriced, writtenBlock: 1000 },
    ],
  });
  const beside = await (await ask()).operators.worstCase.detail({ address, fraction: 1 });
  expect(beside.losers).toMatchObject([{ isUpperBound: false, unpricedCount: 1, ofStakeRatio: null }]);
});

test("what is announced is as certain as it will be: its value, and whether it can be slashed then", async () => {
  const { owner } = database;
  const { address } = await insertOperator(owner);
  await insertOperatorStrategy(owner, address, dollar);
  const shares = [{ strategy: dollar, shares: `100${"0".repeat(18)}`, writtenBlock: 1000 }];
  const { address: staker } = await insertDelegator(owner, address, { shares });
  const operatorSetId = await allocate(owner, address, avs, dollar, { effectBlock: NOW_BLOCK + 1 });
  await wasNothing(owner, { operatorId: address, operatorSetId, strategyId: dollar });
  const before = await ask();
  expect(await before.operators.allocations.pending({ address })).toMatchObject([
    { allocatedUsd: 50, isAllocatedUpperBound: false },
  ]);
  const whole = await before.stakers.detail({ address: staker });
  expect(whole.exposure).toEqual([]);
  expect(whole.coming?.worst).toMatchObject({ exposedUsd: 50, isUpTo: true });
  await slashUntold(address, operatorSetId);
  const after = await ask();
  expect(await after.operators.allocations.pending({ address })).toMatchObject([
    { isAllocatedUpperBound: true },
  ]);
  expect((await after.stakers.detail({ address: staker })).coming?.worst).toMatchObject({
    isUpperBound: true,
  });
});

test("what can be slashed says whether it may be less, and how many parts are not in it", async () => {
  const { address, set } = await operatorOf([
    [dollar, 100],
    [unpriced, 1],
  ]);
  const other = await insertOperator(database.owner);
  const figures = async () => {
    const api = await ask();
    const [one] = (await api.operators.compare({ operators: [address, other.address] })).standings;
    return [
      await api.avs.overview({ address: avs }),
      (await api.avs.sets({ address: avs }))[0],
      (await api.strategies.avs({ address: dollar }))[0],
      {
        isSlashableUpperBound: one?.isWorstCaseUpperBound,
        isSlashableUpTo: one?.isWorstCaseUpTo,
        unpricedSlashableCount: one?.unpricedWorstCaseCount,
      },
    ];
  };
  const certainty = (isSlashableUpTo: boolean, isSlashableUpperBound: boolean) =>
    [1, 1, 0, 1].map((unpricedSlashableCount) => ({
      isSlashableUpTo,
      isSlashableUpperBound,
      unpricedSlashableCount,
    }));
  expect(await figures()).toMatchObject(certainty(true, false));
  await join(address, [set]);
  expect(await figures()).toMatchObject(certainty(false, false));
  await slashUntold(address, set);
  expect(await figures()).toMatchObject(certainty(false, true));
});

test("of an allocation that rises from nothing it is not known, without a block, whether its operator secures the AVS", async () => {
  const { owner } = database;
  const { address } = await insertOperator(owner);
  await insertOperatorStrategy(owner, address, dollar);
  const ids = { operatorId: address, strategyId: dollar };
  const operatorSetId = await allocate(owner, address, avs, dollar, { effectBlock: NOW_BLOCK + 1 });
  await wasNothing(owner, { ...ids, operatorSetId });
  await database.sql`update pipeline_checkpoints set last_processed_block = 0`;
  await database.sql`update operator_allocation_snapshots set snapshot_block = 1`;
  const { address: registered } = await insertOperator(owner);
  await insertRegistration(owner, registered, avs, {});
  await insertCommission(owner, registered);
  const securing = async () => (await networkOf(database.db)).operators.get(address)?.avs[0]?.securing;
  const ofAvs = async () => (await networkOf(database.db)).avs.get(avs);
  expect((await networkOf(database.db)).clocks.blockNow).toBeNull();
  expect(await securing()).toBe("unknown");
  expect(await ofAvs()).toMatchObject({
    operators: [registered],
    unknownOperators: [address],
    medianSplitBps: null,
  });
  await database.sql`update operator_allocation_snapshots set magnitude = 1`;
  expect(await securing()).toBe("through-operator-sets");
  expect((await ofAvs())?.medianSplitBps).toBe(1000);
});

test("a rank is of as many as are ranked: those whose figure is known", async () => {
  const { owner } = database;
  const [known] = [await operatorOf([[dollar, 100]]), await operatorOf([[dollar, 50]])];
  await database.sql`update operator_state set active_delegators = 1 where operator_id = ${known.address}`;
  await database.sql`update operator_state set active_delegators = -3 where operator_id <> ${known.address}`;
  await insertOperator(owner);
  expect(await (await ask()).operators.overview({ address: known.address })).toMatchObject({
    tvsRank: { rank: 1, of: 2 },
    delegatorRank: { rank: 1, of: 1 },
  });
});

test("compared operators share who moved from one to the other, at what they hold there now, and how much is not in it", async () => {
  const { owner } = database;
  const [first, second] = [
    await operatorOf([[dollar, 100]], [[dollar, 5]]),
    await operatorOf([[dollar, 42]]),
  ];
  const [address = ""] = second.stakers;
  await insertDelegator(owner, first.address, {
    address,
    shares: [{ strategy: dollar }],
    row: { isDelegated: false },
  });
  const shared = async () =>
    (await (await ask()).operators.compare({ operators: [first.address, second.address] })).sharedDelegators;
  const pair = { one: first.address, other: second.address, delegatorCount: 1, valueUsd: 42 };
  expect(await shared()).toEqual([{ ...pair, unpricedCount: 0, isUpperBound: false }]);
  await insertShares(owner, second.address, address, unpriced);
  await slashUntold(second.address, second.set);
  expect(await shared()).toMatchObject([{ unpricedCount: 1, isUpperBound: true }]);
});
