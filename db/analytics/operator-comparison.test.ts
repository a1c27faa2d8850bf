import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { allocate } from "../testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertOperator,
  insertOperatorAnalytics,
  insertOperatorStrategy,
  insertRegistration,
  insertStrategy,
} from "../testing/rows";
import { listCompared, listSharedAvs, listSharedDelegators, listStandings } from "./operator-comparison";
import { findOperatorScore } from "./operator-overview";
import { findRiskDetail } from "./operator-risk";
import { findStrategySummary } from "./operator-strategies";
import { findWorstCase } from "./operator-worst-case";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
const [a, b, c] = ["0xaa", "0xbb", "0xcc"].map((start) => start.padEnd(42, "0")) as [string, string, string];

beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  await insertCheckpoint(database.owner);
  for (const address of [a, b, c]) await insertOperator(database.owner, { address });
});
afterAll(() => database.drop());

test("keeps the order asked for and leaves out who is none", async () => {
  const rows = await listCompared(database.db, [c, "0x00", a]);
  expect(rows.map((row) => row.address)).toEqual([c, a]);
});

test("shares an AVS between those registered now, in any case of the status", async () => {
  const both = await insertAvs(database.owner, { name: "Both" });
  const left = await insertAvs(database.owner, { name: "Left" });
  await insertRegistration(database.owner, a, both.address);
  await insertRegistration(database.owner, b, both.address, { currentStatus: "registered" });
  await insertRegistration(database.owner, a, left.address);
  await insertRegistration(database.owner, b, left.address, { currentStatus: "UNREGISTERED" });
  expect(await listSharedAvs(database.db, [a, b, c])).toEqual([
    { address: both.address, name: "Both", operators: [a, b] },
  ]);
});

test("shares the stakers who moved between two, with what they hold now", async () => {
  const add = async (operator: string, staker: string, isDelegated: boolean, value: string | null) => {
    await database.sql`insert into stakers (id, address) values (${staker}, ${staker}) on conflict do nothing`;
    await database.sql`insert into operator_delegators (id, operator_id, staker_id, is_delegated, total_tvs_usd)
      values (${`${operator}-${staker}`}, ${operator}, ${staker}, ${isDelegated}, ${value})`;
  };
  await add(a, "0x1", false, "500");
  await add(b, "0x1", true, "9.5");
  await add(a, "0x2", true, "10");
  await add(b, "0x2", false, null);
  await add(c, "0x3", true, "7");
  expect(await listSharedDelegators(database.db, [a, b, c])).toEqual([
    { one: a, other: b, delegatorCount: 2, valueUsd: 19.5 },
  ]);
});

test("stands an operator that nothing is known of on nothing, and has it lose nothing", async () => {
  expect(await listStandings(database.db, [c, "0x00"])).toEqual([
    {
      address: c,
      performanceScore: null,
      economicScore: null,
      networkPositionScore: null,
      confidence: null,
      volatility30dRatio: null,
      sizePercentile: null,
      delegatorSpread: null,
      largestDelegatorRatio: null,
      strategyCount: 0,
      worstCaseUsd: 0,
    },
  ]);
});

test("stands every operator on what its own tabs show", async () => {
  const { owner, db } = database;
  const strategies = [(await insertStrategy(owner)).address, (await insertStrategy(owner)).address];
  const avs = (await insertAvs(owner)).address;
  for (const [index, operator] of [a, b].entries()) {
    const scored = {
      confidenceScore: "90",
      delegationVolatility30D: `0.02${index}`,
      sizePercentile: `9.${index}`,
    };
    await insertOperatorAnalytics(owner, operator, {
      date: "2026-07-04",
      performanceScore: "9.5",
      ...scored,
    });
    await insertOperatorAnalytics(owner, operator, {
      performanceScore: `10.${index}`,
      hasSufficientData: operator === a,
      ...scored,
    });
    await database.sql`insert into concentration_metrics (entity_type, entity_id, operator_id, date, concentration_type,
        hhi_value, top_1_percentage)
      values ('operator', ${operator}, ${operator}, '2026-07-04', 'delegator', 0.3, 51),
        ('operator', ${operator}, ${operator}, '2026-07-05', 'delegation', ${0.05 + index / 10}, 9.5)`;
    for (const strategy of strategies.slice(index)) {
      await insertOperatorStrategy(owner, operator, strategy, { tvsUsd: index === 0 ? "1000" : null });
      await allocate(owner, operator, avs, strategy);
    }
  }
  const standings = await listStandings(db, [a, b]);
  for (const operator of [a, b]) {
    const score = await findOperatorScore(db, operator);
    const risk = await findRiskDetail(db, operator);
    const worst = await findWorstCase(db, operator, 1);
    expect(standings.find(({ address }) => address === operator)).toEqual({
      address: operator,
      performanceScore: score?.performanceScore,
      economicScore: score?.economicScore,
      networkPositionScore: score?.networkPositionScore,
      confidence: score?.confidence,
      volatility30dRatio: risk?.volatility30dRatio,
      sizePercentile: risk?.sizePercentile,
      delegatorSpread: risk?.spread?.label,
      largestDelegatorRatio: risk?.spread?.top1Ratio,
      strategyCount: (await findStrategySummary(db, operator)).strategyCount,
      worstCaseUsd: worst.lostUsd,
    });
  }
  expect(standings).toMatchObject([
    { performanceScore: 10, delegatorSpread: "excellent", strategyCount: 2, worstCaseUsd: 1000 },
    { performanceScore: null, delegatorSpread: "moderate", strategyCount: 1, worstCaseUsd: null },
  ]);
});

test("knows no worst case as soon as one allocation is of unknown value, so that it is not the lowest", async () => {
  const { owner, db } = database;
  const { address } = await insertOperator(owner);
  const avs = (await insertAvs(owner)).address;
  for (const tvsUsd of ["10", null]) {
    const strategy = (await insertStrategy(owner)).address;
    await insertOperatorStrategy(owner, address, strategy, { tvsUsd });
    await allocate(owner, address, avs, strategy);
  }
  expect(await listStandings(db, [address])).toMatchObject([{ worstCaseUsd: null }]);
  expect(await findWorstCase(db, address, 1)).toMatchObject({ lostUsd: 5, unpricedCount: 1 });
  await database.sql`update operator_strategy_state set tvs_usd = 20 where operator_id = ${address} and tvs_usd is null`;
  expect(await listStandings(db, [address])).toMatchObject([{ worstCaseUsd: 15 }]);
});
