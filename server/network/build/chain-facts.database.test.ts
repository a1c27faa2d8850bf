import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertAvs, insertOperator } from "@/db/testing/rows";
import { insertOperatorSet } from "@/db/testing/stake";
import { networkOf } from "../../testing/context";
import type { ChainFacts } from "../chain-facts";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());

const readAtBlock = 25_400_000;

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
  const said = {
    slasher: avs,
    pendingSlasher: null,
    pendingSlasherBlock: null,
    isRedistributing: true,
    recipient: avs,
    readAtBlock,
  };
  const chain: ChainFacts = {
    chainId: 1,
    readAtBlock,
    readAt: new Date("2026-06-25T00:00:00Z"),
    delays: new Map([[asked, delay]]),
    sets: new Map([[set, said]]),
    setCounts: new Map([[avs, 2]]),
  };
  const network = await networkOf(db, new Date(), chain);
  expect(network.chain).toBe(chain);
  expect(network.operators.get(asked)?.chainDelay).toEqual(delay);
  expect(network.operators.get(other)?.chainDelay).toBeNull();
  expect(network.operatorSets.get(set)?.chain).toEqual(said);
  expect(network.operatorSets.get(otherSet)?.chain).toBeNull();
  expect((await networkOf(db)).operators.get(asked)?.chainDelay).toBeNull();
});
