import { afterAll, expect, inject, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import {
  readNetworkDays,
  readOperatorDays,
  readPairDays,
  readStrategyDays,
  readTaken,
  type Taken,
  withTables,
} from "@/db/testing/recount/days";
import { recount } from "@/db/testing/recount/recount";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";

const EIGEN_YIELDS = "0x5accc90436492f24e6af278569691e2c942a676d";
const STETH = "0x93c4b944d05dfe6df7645a86cd2206016c51564d";

const url = inject("demoReaderUrl");
const { db, close } = connectAnalytics(url);
afterAll(close);
const network = await networkOf(db);
const context = contextFor("PRO", { analytics: db, user: undefined as never, network });
const api = createCallerFactory(appRouter)(context).analytics;
const { headlines, taken, operatorDays, networkDays, strategyDays, pairDays } = await withTables(
  url,
  async (sql) => ({
    headlines: (await recount(url)).operators,
    taken: await readTaken(sql),
    operatorDays: await readOperatorDays(sql, EIGEN_YIELDS),
    networkDays: await readNetworkDays(sql),
    strategyDays: await readStrategyDays(sql, STETH),
    pairDays: await readPairDays(sql, EIGEN_YIELDS, network.trendDays),
  }),
);

type Day = { snapshotOn: string; tvsUsd: number | null; isUpperBound: boolean };

/** Expects every day, except the last one, which is the headline, to equal the column less what slashes took. */
function expectDays(days: Day[], columns: { day: string; usd: number }[], isPart: (one: Taken) => boolean) {
  expect(days.map(({ snapshotOn }) => snapshotOn)).toEqual(columns.map(({ day }) => day));
  for (const [index, { snapshotOn, tvsUsd, isUpperBound }] of days.slice(0, -1).entries()) {
    const parts = taken.filter((one) => one.day === snapshotOn && isPart(one));
    const expected = (columns[index]?.usd ?? 0) - parts.reduce((sum, { usd }) => sum + usd, 0);
    const said = `${snapshotOn}: ${tvsUsd}, counted again ${expected}`;
    expect(Math.abs((tvsUsd ?? 0) - expected), said).toBeLessThanOrEqual(0.01 + Math.abs(expected) * 1e-6);
    if (parts.some((part) => part.isUpperBound)) expect(isUpperBound, snapshotOn).toBe(true);
  }
}

test("EigenYields' days lose what slashes took, and end with its headline", async () => {
  const days = await api.operators.history({ address: EIGEN_YIELDS, range: "all" });
  expectDays(days, operatorDays, ({ operator }) => operator === EIGEN_YIELDS);
  const headline = (await api.operators.overview({ address: EIGEN_YIELDS })).tvsUsd;
  expect(days.at(-1)?.tvsUsd).toBe(headline);
  expect(headline).toBeCloseTo(headlines.get(EIGEN_YIELDS)?.valueUsd ?? 0, 0);
  expect(taken.some(({ operator, usd }) => operator === EIGEN_YIELDS && usd > 1e6)).toBe(true);
  const month = await api.operators.history({ address: EIGEN_YIELDS, range: "30d" });
  expect(month).toEqual(days.slice(-month.length));
});

test("the network's days lose what all slashes took, and end with its headline", async () => {
  const days = await api.network.history({ range: "all" });
  expectDays(days, networkDays, () => true);
  expect(days.at(-1)?.tvsUsd).toBe((await api.network.overview()).now.tvsUsd);
});

test("a strategy's days lose what slashes took of it", async () => {
  const days = await api.strategies.history({ address: STETH, range: "all" });
  expectDays(days, strategyDays, ({ strategy }) => strategy === STETH);
  expect(days.at(-1)?.tvsUsd).toBe((await api.strategies.overview({ address: STETH })).tvsUsd);
});

test("a sparkline is stake at today's prices after slashes, and ends with the headline", async () => {
  const { address, trendUsd, value } = network.operators.get(EIGEN_YIELDS) ?? expect.fail("no operator");
  for (const [index, day] of network.trendDays.slice(0, -1).entries()) {
    const expected = pairDays
      .filter((row) => row.day === day)
      .reduce((sum, row) => {
        const lost = taken.find(
          (one) => one.operator === address && one.strategy === row.strategy && one.day === day,
        );
        return sum + (lost && row.usd > 0 ? row.usdToday * (1 - lost.usd / row.usd) : row.usdToday);
      }, 0);
    expect((trendUsd?.[index] ?? 0) / expected, day).toBeCloseTo(1, 6);
  }
  expect(trendUsd?.at(-1)).toBe(value.knownUsd);
});
