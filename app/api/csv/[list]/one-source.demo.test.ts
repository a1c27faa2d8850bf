import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { fileOf } from "@/app/_components/tables/columns";
import { OPERATOR_LIST } from "@/app/operators/list";
import { analyticsDatabase, userDatabase } from "@/server/databases";
import { contextFor, networkOf } from "@/server/testing/context";
import { createCallerFactory } from "@/server/trpc/procedure";
import { appRouter } from "@/server/trpc/router";
import { type Asked, CHUNK_ROWS } from "./csv-source";
import { LISTS } from "./sources";

type Api = ReturnType<typeof appRouter.createCaller>["analytics"];
type Row = Awaited<ReturnType<Api["operators"]["list"]>>["rows"][number];
let api: Api;
let download: Pick<Asked, "api" | "account">;

beforeAll(async () => {
  // Nothing in this file queries accounts, so the second pool is never used.
  for (const name of ["ANALYTICS_DATABASE_URL", "USER_DATABASE_URL"])
    vi.stubEnv(name, inject("demoReaderUrl"));
  const analyticsDb = analyticsDatabase().db;
  const databases = {
    analytics: analyticsDb,
    user: userDatabase().db,
    network: await networkOf(analyticsDb),
  };
  const callerOf = createCallerFactory(appRouter);
  const context = contextFor("PRO", databases);
  api = callerOf(context).analytics;
  const { analytics, account } = callerOf({ ...context, download: { perPage: CHUNK_ROWS, bookmark: {} } });
  download = { api: analytics, account };
});
afterAll(async () => {
  await Promise.all([analyticsDatabase().close(), userDatabase().close()]);
  vi.unstubAllEnvs();
});

async function everyPage<T>(read: (page: { page: number; perPage: number }) => Promise<T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; ; page++) {
    const some = await read({ page, perPage: 100 });
    all.push(...some);
    if (some.length < 100) return all;
  }
}

/** Returns the ten largest, up to ten slashed ones, ten without stake, and others from all over the list. */
function chooseFifty(rows: Row[]): Row[] {
  const staked = rows.filter(({ tvsUsd }) => (tvsUsd ?? 0) > 0);
  const chosen = new Set([
    ...staked.slice(0, 10),
    ...rows.filter(({ slashingCount }) => slashingCount).slice(0, 10),
    ...rows.filter(({ tvsUsd }) => !tvsUsd).slice(0, 10),
  ]);
  const missing = 50 - chosen.size;
  const others = rows.filter((row) => !chosen.has(row));
  for (let n = 0; n < missing; n++) {
    const row = others[Math.floor((n * others.length) / missing)];
    if (row) chosen.add(row);
  }
  return [...chosen];
}

test("says the same of fifty operators in the list, the screener, the CSV, the comparison and on their pages", async () => {
  const all = { status: "all" } as const;
  const csv = LISTS.operators({ ...download, query: new URLSearchParams(all), viewer: { tier: "PRO" } });
  const listed = await everyPage(async (page) => (await api.operators.list({ ...all, ...page })).rows);
  const screened = await everyPage(async (page) => (await api.operators.screener({ ...all, ...page })).rows);
  const lines: unknown[][] = [];
  for (let isLast = false; !isLast; ) {
    const chunk = await csv.read();
    lines.push(...chunk.records);
    isLast = chunk.isLast;
  }
  expect(listed.length).toBeGreaterThan(1000);
  expect(lines).toHaveLength(listed.length);

  const chosen = chooseFifty(listed);
  expect(chosen).toHaveLength(50);
  expect(chosen.filter(({ slashingCount }) => slashingCount).length).toBeGreaterThan(1);
  expect(chosen.filter(({ tvsUsd }) => !tvsUsd).length).toBeGreaterThanOrEqual(10);
  expect(chosen.filter(({ stakeChange30dRatio }) => stakeChange30dRatio).length).toBeGreaterThan(10);
  for (let from = 0; from < chosen.length; from += 5) {
    const five = chosen.slice(from, from + 5);
    const { operators: compared } = await api.operators.compare({
      operators: five.map(({ address }) => address),
      range: "30d",
    });
    for (const [index, row] of five.entries()) {
      const { address } = row;
      const place = listed.indexOf(row);
      expect(screened[place], address).toMatchObject(row);
      expect(compared[index], address).toEqual(screened[place]);
      expect(await api.operators.overview({ address }), address).toMatchObject(row);
      const shown = screened[place];
      if (!shown) throw new Error(`${address} is not in the screener.`);
      expect(csv.header.map((name, column) => [name, lines[place]?.[column]])).toEqual(
        Object.entries(fileOf(OPERATOR_LIST, () => true)).map(([name, value]) => [name, value(shown)]),
      );
    }
  }
});
