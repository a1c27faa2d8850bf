import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertCheckpoint, insertOperator, insertOperatorAnalytics } from "@/db/testing/rows";
import { insertCommissionChange, insertConcentration, insertVolatility } from "@/db/testing/stake";
import { riskDrivers } from "../network/risk-drivers";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
});

const NOW = new Date("2026-07-05T12:00:00Z");

async function ask() {
  const network = await networkOf(database.db, NOW);
  const context = contextFor("ENTERPRISE", { analytics: database.db, user: undefined as never, network });
  return createCallerFactory(appRouter)(context).analytics.operators.risk;
}

/** A day of scores as the pipeline stores it. */
const scored = {
  riskScore: "63.38",
  riskLevel: "medium",
  performanceScore: "39.10",
  economicScore: "83.51",
  networkPositionScore: "97.38",
  confidenceScore: "100",
  delegationHhi: "0.0871780555812",
  delegationVolatility30D: "0.030946927199",
  growthRate30D: "-0.10669573",
  sizePercentile: "100",
  delegatorDistributionCv: "0.79",
  slashingEventCount: 11,
  operationalDays: 801,
};
const sumOf = (drivers: readonly { weight: number; points: number }[]) =>
  drivers.reduce((sum, { weight, points }) => sum + (weight * points) / 100, 0);

test("drivers weigh 100 in all and add up to the score, as finely as they are told", async () => {
  const { address } = await insertOperator(database.owner);
  await insertOperatorAnalytics(database.owner, address, scored);
  // An empty table of changes would mean that none was read.
  const other = await insertOperator(database.owner);
  await insertCommissionChange(database.owner, other.address, { changedAt: "2026-06-01 00:00:00" });
  const detail = await (await ask()).detail({ address });
  expect(detail?.drivers.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  expect(detail?.score).toBe(63.3);
  expect(Math.abs(sumOf(detail?.drivers ?? []) - 63.38)).toBeLessThan(0.15);
});

test("tells of the HHI, which is priced apart, no more than a whole point of spread does", async () => {
  const told = async (delegationHhi: string, riskScore: string) => {
    const { address } = await insertOperator(database.owner);
    await insertOperatorAnalytics(database.owner, address, { ...scored, delegationHhi, riskScore });
    const risk = await ask();
    return {
      detail: await risk.detail({ address }),
      history: await risk.history({ address, range: "30d" }),
    };
  };
  expect(await told("0.0871780555812", "63.38")).toEqual(await told("0.0892", "63.32"));
});

test("growth from nothing counts as 70 points, and no part leaves 0 to 100", () => {
  const figures = {
    slashingCount: 9,
    volatility30dRatio: 3,
    operationalDayCount: 4000,
    delegatorHhi: 1,
    commissionChangeCount90d: 30,
    growth30dRatio: null,
    sizePercentile: 100,
  };
  expect(riskDrivers(figures).map(({ points }) => points)).toEqual([0, 25, 100, 0, 0, 70, 100, 0]);
  const soaring = riskDrivers({ ...figures, growth30dRatio: 8 });
  expect(soaring.find(({ key }) => key === "growth")?.points).toBe(100);
});

test("counts the distinct changes of commission in the 90 days before the score", async () => {
  const { address } = await insertOperator(database.owner);
  await insertOperatorAnalytics(database.owner, address, { ...scored, riskScore: "61.28" });
  for (const changedAt of ["2026-06-01 00:00:00", "2026-06-01 00:00:00", "2026-06-02 00:00:00"])
    await insertCommissionChange(database.owner, address, { changedAt });
  await insertCommissionChange(database.owner, address, { changedAt: "2026-04-06 00:00:00" });
  const detail = await (await ask()).detail({ address });
  expect(detail?.commissionChangeCount90d).toBe(2);
  expect(detail?.drivers.find(({ key }) => key === "commission")?.points).toBe(80);
});

test("does not explain a score that the pipeline made of other units or by another formula", async () => {
  const { address } = await insertOperator(database.owner);
  await insertOperatorAnalytics(database.owner, address, { ...scored, riskScore: "70" });
  const detail = await (await ask()).detail({ address });
  expect(detail).toMatchObject({ score: 70, drivers: [], slashingCount: 0 });
});

test("tells words of the concentration and never its raw measures", async () => {
  const { address } = await insertOperator(database.owner);
  await insertOperatorAnalytics(database.owner, address, scored);
  await insertConcentration(database.owner, address, {
    hhiValue: "0.21",
    giniCoefficient: "0.77",
    top10Percentage: "39",
  });
  const detail = await (await ask()).detail({ address });
  expect(detail).toMatchObject({ distribution: "uneven", spread: { label: "moderate", top10Ratio: 0.39 } });
  expect(JSON.stringify(detail)).not.toMatch(/hhi|gini|variation|0\.0871|0\.21|0\.77|0\.79/i);
});

test("shows no score, level or driver without enough data, and a gap in the history", async () => {
  const { address } = await insertOperator(database.owner);
  await insertOperatorAnalytics(database.owner, address, { ...scored, date: "2026-07-04" });
  await insertOperatorAnalytics(database.owner, address, { ...scored, hasSufficientData: false });
  await insertOperatorAnalytics(database.owner, address, { ...scored, date: "2026-07-06" });
  expect(await (await ask()).detail({ address })).toMatchObject({
    score: null,
    confidence: null,
    drivers: [],
  });
  expect(await (await ask()).history({ address, range: "30d" })).toEqual([
    { scoredOn: "2026-07-04", score: 63.3 },
    { scoredOn: "2026-07-05", score: null },
  ]);
  expect((await (await ask()).raw({ address })).coverage).toEqual({
    firstDayOn: "2026-07-04",
    scoredDayCount: 2,
    sufficientDayCount: 1,
  });
});

test("has neither level nor detail for an operator that was never scored", async () => {
  const { address } = await insertOperator(database.owner);
  expect(await (await ask()).detail({ address })).toBeNull();
});

test("reads the newest day of each series under either of its names", async () => {
  const { address } = await insertOperator(database.owner);
  const measure = (metricType: string, date: string, volatility30D: string) =>
    insertVolatility(database.owner, address, { metricType, date, volatility30D });
  await measure("delegators", "2026-07-05", "0.02");
  await measure("delegator_count", "2026-07-04", "0.9");
  await measure("tvs", "2026-07-06", "0.9");
  await measure("tvs", "2026-07-05", "0.04");
  expect(await (await ask()).volatility({ address })).toMatchObject([
    { series: "tvs", volatility30dRatio: 0.04, trendPerDayRatio: 0.01 },
    { series: "delegator_count", volatility30dRatio: 0.02 },
  ]);
});

test("reads the newest measure of concentration of each kind, under either of its names", async () => {
  const { address } = await insertOperator(database.owner);
  const raw = async () => (await (await ask()).raw({ address })).concentration;
  expect(await raw()).toEqual({ delegator: null, strategy: null, avs: null });
  await insertConcentration(database.owner, address, { date: "2026-07-04", hhiValue: "0.9" });
  await insertConcentration(database.owner, address, { concentrationType: "delegation", hhiValue: "0.0999" });
  await insertConcentration(database.owner, address, { concentrationType: "avs", hhiValue: "1" });
  await insertConcentration(database.owner, address, { date: "2026-07-06", hhiValue: "0.8" });
  expect(await raw()).toMatchObject({
    delegator: { measuredOn: "2026-07-05", hhi: 0.0999 },
    strategy: null,
    avs: { hhi: 1 },
  });
});
