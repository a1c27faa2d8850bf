import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertAvs, insertCheckpoint, insertOperator } from "@/db/testing/rows";
import { insertAllocation, insertDollarStrategy, insertOperatorSet, insertStaked } from "@/db/testing/stake";
import { networkOf } from "../../testing/context";
import type { ChainFacts } from "../chain-facts";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());

const readAtBlock = 25_470_000;
const nothing: ChainFacts = {
  chainId: 1,
  readAtBlock,
  readAt: new Date("2026-07-05T05:00:00Z"),
  delays: new Map(),
  sets: new Map(),
  memberships: new Map(),
  setCounts: new Map(),
};
const said = {
  slasher: null,
  pendingSlasher: null,
  pendingSlasherBlock: null,
  isRedistributing: true,
  strategies: null,
  recipient: null,
  readAtBlock,
};

test("links what the chain said to operators and sets, and says nothing of those that it was not asked for", async () => {
  const { owner, db } = database;
  const [asked, other] = [(await insertOperator(owner)).address, (await insertOperator(owner)).address];
  const avs = (await insertAvs(owner)).address;
  const [set, otherSet] = [
    (await insertOperatorSet(owner, avs, 0)).id,
    (await insertOperatorSet(owner, avs, 1)).id,
  ];
  const delay = {
    allocationDelayBlocks: 126_000,
    isDelaySet: true,
    isPendingKnown: true,
    pendingDelayBlocks: 0,
    pendingEffectBlock: readAtBlock + 1000,
    readAtBlock,
  };
  const chain = { ...nothing, delays: new Map([[asked, delay]]), sets: new Map([[set, said]]) };
  const network = await networkOf(db, new Date(), chain);
  expect(network.chain).toBe(chain);
  expect(network.operators.get(asked)?.chainDelay).toEqual(delay);
  expect(network.operators.get(other)?.chainDelay).toBeNull();
  expect(network.operatorSets.get(set)?.chain).toEqual(said);
  expect(network.operatorSets.get(otherSet)?.chain).toBeNull();
  expect((await networkOf(db)).operators.get(asked)?.chainDelay).toBeNull();
});

test("decides what can be slashed by memberships and strategies that only the chain tells", async () => {
  const { owner, db } = database;
  await insertCheckpoint(owner);
  const strategy = (await insertDollarStrategy(owner)).address;
  const operator = (await insertStaked(owner, strategy, { usd: 100 })).address;
  const avs = (await insertAvs(owner)).address;
  const setOf = async (number: number) => {
    const { id } = await insertOperatorSet(owner, avs, number);
    await insertAllocation(owner, operator, id, strategy);
    return id;
  };
  const [member, left, never, leftUnknown, without, unasked] = [
    await setOf(0),
    await setOf(1),
    await setOf(2),
    await setOf(3),
    await setOf(4),
    await setOf(5),
  ];
  const one = { isMember: false, isSlashable: false, leftBlock: null as number | null, readAtBlock };
  const chain: ChainFacts = {
    ...nothing,
    sets: new Map([
      [member, { ...said, strategies: [strategy] }],
      [without, { ...said, strategies: [] }],
    ]),
    memberships: new Map([
      [`${operator} ${member}`, { ...one, isMember: true, isSlashable: true }],
      [`${operator} ${left}`, { ...one, isSlashable: true, leftBlock: readAtBlock - 50_000 }],
      [`${operator} ${never}`, one],
      [`${operator} ${leftUnknown}`, { ...one, isSlashable: true }],
      [`${operator} ${without}`, { ...one, isMember: true, isSlashable: true }],
    ]),
  };
  const judged = async (asked: ChainFacts | null) => {
    const { allocations } = await networkOf(db, new Date(), asked);
    const of = new Map(allocations.map((row) => [row.operatorSet, [row.slashability, row.reason]]));
    return [member, left, never, leftUnknown, without, unasked].map((set) => of.get(set));
  };
  expect(await judged(chain)).toEqual([
    ["slashable", "member"],
    ["slashable", "left-recently"],
    ["not-slashable", "left-long-ago"],
    ["up-to", "left-at-unknown-time"],
    ["not-slashable", "strategy-removed"],
    ["up-to", "membership-unknown"],
  ]);
  expect(await judged(null)).toEqual(Array(6).fill(["up-to", "membership-unknown"]));
});
