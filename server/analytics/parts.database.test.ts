import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { allocate } from "@/db/testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertOperator,
  insertOperatorStrategy,
  insertStrategy,
} from "@/db/testing/rows";
import { insertDelegator, insertDollarStrategy } from "@/db/testing/stake";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.empty());

const dollars = (count: number) => `${count}${"0".repeat(18)}`;
const STAKER = `0x${"5".repeat(40)}`;

/**
 * One operator with $300 of one staker in A, $100 of another in B, and 7 shares of the first in C, which has no
 * price; another operator with $600 in A. Half of each of the first operator's stakes is allocated to an AVS.
 */
async function oneWithoutPrice() {
  const { owner } = database;
  await insertCheckpoint(owner);
  const [a, b] = [
    (await insertDollarStrategy(owner, "A")).address,
    (await insertDollarStrategy(owner, "B")).address,
  ];
  const c = (await insertStrategy(owner)).address;
  const [first, second] = [(await insertOperator(owner)).address, (await insertOperator(owner)).address];
  const avs = (await insertAvs(owner)).address;
  const held = (strategy: string, count: number) => ({
    strategy,
    shares: dollars(count),
    writtenBlock: 24_000_000,
  });
  await insertDelegator(owner, first, { address: STAKER, shares: [held(a, 300), held(c, 7)] });
  await insertDelegator(owner, first, { shares: [held(b, 100)] });
  await insertDelegator(owner, second, { shares: [held(a, 600)] });
  for (const strategy of [a, b, c]) {
    await allocate(owner, first, avs, strategy);
    await insertOperatorStrategy(owner, first, strategy, { encumberedMagnitude: "500000000000000000" });
  }
  await insertOperatorStrategy(owner, second, a, { encumberedMagnitude: "0" });
  return { a, b, c, first, second, avs };
}

/** Returns every percentage of a whole that pages, lists and files show. */
async function partsOf({ a, first, second, avs }: Awaited<ReturnType<typeof oneWithoutPrice>>) {
  const network = await networkOf(database.db);
  const context = contextFor("ENTERPRISE", { analytics: database.db, user: undefined as never, network });
  const api = createCallerFactory(appRouter)(context).analytics;
  const address = first;
  const [staker, shares, holders, loss, delegators] = [
    await api.stakers.detail({ address: STAKER }),
    await api.operators.allocations.shares({ address }),
    await api.strategies.holders({ address: a }),
    await api.avs.lossDetail({ address: avs, fraction: 1 }),
    await api.operators.delegators.list({ address }),
  ];
  const held = (await api.operators.strategies.list({ address })).find((row) => row.address === a);
  const compared = await api.operators.compare({ operators: [first, second] });
  const { top10Ratio, hhi, to50Count } = (await api.network.concentration()).operators;
  return {
    "A of the operator": held?.shareRatio,
    "A of the operator's assets": (await api.operators.strategies.shares({ address }))[0]?.shareRatio,
    "the operator's of A": holders.rows.find((row) => row.address === first)?.ofStrategyRatio,
    "A of its holder": holders.rows.find((row) => row.address === first)?.ofOperatorRatio,
    "A of the network": (await api.strategies.overview({ address: a })).ofNetworkRatio,
    "allocated of A": (await api.strategies.overview({ address: a })).allocatedRatio,
    "allocated of the network": (await api.strategies.counts()).allocatedRatio,
    "allocated of the AVS's operators": (await api.avs.overview({ address: avs })).allocatedRatio,
    "allocated of the operator": (await api.operators.avs.summary({ address })).allocatedRatio,
    "promised of the operator": (await api.operators.overview({ address })).utilizationRatio,
    "largest exposure": shares.largestRatio,
    "worst case": (await api.operators.worstCase.summary({ address })).ofOperatorRatio,
    "worst case in a comparison": compared.standings.find((row) => row.address === first)?.worstCaseRatio,
    "loss of the operator": loss.operators[0]?.ofOperatorRatio,
    "loss of the staker": loss.losers.find((row) => row.address === STAKER)?.ofStakeRatio,
    "A of the staker": staker.holdings.find((row) => row.address === a)?.ofStakeRatio,
    "the staker's of the operator": staker.ofOperatorRatio,
    "exposed of the staker": staker.exposure[0]?.ofStakeRatio,
    "the staker among delegators": delegators.rows.find((row) => row.address === STAKER)?.shareRatio,
    "the first band": (await api.operators.delegators.bands({ address }))[1]?.ofAllRatio,
    "ten largest": top10Ratio,
    "Herfindahl index": hhi,
    "operators to half": to50Count,
  };
}

/** The expected percentages: parts of the stake that has a price. */
const OF_PRICED = {
  "A of the operator": 300 / 400,
  "A of the operator's assets": 300 / 400,
  "the operator's of A": 300 / 900,
  "A of its holder": 300 / 400,
  "A of the network": 900 / 1000,
  "allocated of A": 150 / 900,
  "allocated of the network": 200 / 1000,
  "allocated of the AVS's operators": 200 / 400,
  "allocated of the operator": 200 / 400,
  "promised of the operator": 0.5,
  "largest exposure": 1,
  "worst case": 200 / 400,
  "worst case in a comparison": 200 / 400,
  "loss of the operator": 200 / 400,
  "loss of the staker": 150 / 300,
  "A of the staker": 1,
  "the staker's of the operator": 300 / 400,
  "exposed of the staker": 150 / 300,
  "the staker among delegators": 300 / 400,
  "the first band": 1,
  "ten largest": 1,
  "Herfindahl index": expect.closeTo(0.4 ** 2 + 0.6 ** 2, 12),
  "operators to half": 1,
};

test("stake without a price is left out of every percentage, and changes none", async () => {
  expect(await partsOf(await oneWithoutPrice())).toEqual(OF_PRICED);
});

test("a position that is not believed leaves unknown what it is a part of, and nothing else", async () => {
  const given = await oneWithoutPrice();
  const { sql } = database;
  await sql`update operator_delegator_shares set shares = 'NaN' where operator_id = ${given.first} and strategy_id = ${given.b}`;
  const parts = await partsOf(given);
  const known = Object.entries(parts).filter(([, ratio]) => ratio !== null);
  expect(Object.fromEntries(known)).toEqual({
    "A of the staker": 1,
    "allocated of A": 150 / 900,
    "exposed of the staker": 0.5,
    "loss of the staker": 0.5,
    "the operator's of A": 300 / 900,
  });
});

test("without it every part of a whole is known", async () => {
  const given = await oneWithoutPrice();
  for (const table of ["operator_delegator_shares", "operator_allocations", "operator_strategy_state"])
    await database.sql`delete from ${database.sql(table)} where strategy_id = ${given.c}`;
  expect(await partsOf(given)).toEqual(OF_PRICED);
});
