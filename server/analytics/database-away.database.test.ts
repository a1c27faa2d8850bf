import { afterAll, beforeAll, expect, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { allocate } from "@/db/testing/exposure";
import { insertAvs, insertCheckpoint, insertOperatorStrategy } from "@/db/testing/rows";
import { insertDollarStrategy, insertStaked } from "@/db/testing/stake";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";

/** A database at a port without a listener: every query is refused. */
const away = connectAnalytics("postgres://reader@127.0.0.1:1/gone", { max: 1 });
let api: ReturnType<typeof appRouter.createCaller>["analytics"];
let [operator, other, avs]: string[] = [];

beforeAll(async () => {
  const database = await createAnalyticsTestDatabase();
  const { owner } = database;
  await insertCheckpoint(owner);
  const strategy = (await insertDollarStrategy(owner)).address;
  operator = (await insertStaked(owner, strategy, { usd: 1000 })).address;
  other = (await insertStaked(owner, strategy, { usd: 10 })).address;
  avs = (await insertAvs(owner)).address;
  await insertOperatorStrategy(owner, operator, strategy);
  await allocate(owner, operator, avs, strategy, { allocatedAt: "2026-06-17 12:00:00" });
  const network = await networkOf(database.db);
  await database.drop();
  const context = contextFor("PRO", { analytics: away.db, user: undefined as never, network });
  api = createCallerFactory(appRouter)(context).analytics;
});
afterAll(() => away.close());

test("figures of the network stand without the database; what counts single delegators is not known", async () => {
  const address = operator ?? "";
  expect(await api.operators.overview({ address })).toMatchObject({ tvsUsd: 1000 });
  expect(await api.operators.names({ address })).toMatchObject({ earlierNames: [] });
  expect(await api.operators.worstCase.summary({ address })).toMatchObject({
    lostUsd: 500,
    delegatorCount: null,
  });
  expect(await api.avs.loss({ address: avs ?? "", fraction: 0.1 })).toMatchObject({
    lostUsd: 50,
    delegatorCount: null,
  });
  expect(await api.operators.delegators.summary({ address })).toMatchObject({
    totalCount: null,
    valuedCount: null,
  });
  const compared = await api.operators.compare({ operators: [address, other ?? ""] });
  expect(compared).toMatchObject({ sharedDelegators: null, histories: null });
  expect(compared.operators.map(({ tvsUsd }) => tvsUsd)).toEqual([1000, 10]);
});

test("what is read by key says to try again, and nothing else fails", async () => {
  const address = operator ?? "";
  const tryAgain = { code: "SERVICE_UNAVAILABLE", message: "Please try again in a moment." };
  for (const asked of [
    () => api.operators.history({ address }),
    () => api.operators.activity({ address }),
    () => api.operators.delegators.list({ address }),
    () => api.avs.lossDetail({ address: avs ?? "", fraction: 1 }),
    () => api.network.history({}),
    () => api.network.activity({}),
  ])
    await expect(asked()).rejects.toMatchObject(tryAgain);
});
