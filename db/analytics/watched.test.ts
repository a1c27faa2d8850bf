import { afterAll, beforeAll, expect, it } from "vitest";
import * as table from "@/drizzle/analytics/schema";
import { createAnalyticsTestDatabase } from "../testing/databases";
import {
  insertAvs,
  insertCheckpoint,
  insertOperator,
  insertOperatorDay,
  insertOperatorStrategy,
  insertRegistration,
  insertSlashing,
  insertStrategy,
} from "../testing/rows";
import { connectAnalytics } from "./client";
import { listOperators } from "./operators";
import { isKnown, listWatchedFigures } from "./watched";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let operator: string;
let small: string;
let avs: string;
let strategy: string;
const gone = "0x00000000000000000000000000000000000000ff";
/** The data's last day is 5 July 2026. */
const visit = new Date("2026-06-20T12:00:00Z");

beforeAll(async () => {
  analytics = await createAnalyticsTestDatabase();
  const { owner } = analytics;
  await insertCheckpoint(owner);
  operator = (await insertOperator(owner, { name: "Nine", tvsUsd: "95.5", state: { activeDelegators: 12 } }))
    .address;
  small = (await insertOperator(owner, { tvsUsd: null })).address;
  for (const [snapshotDate, totalTvs, delegatorCount] of [
    ["2026-06-05", "50", 9],
    ["2026-06-19", "80", 10],
    ["2026-06-21", "90", 11],
    ["2026-07-05", "95.5", 12],
  ] as const)
    await insertOperatorDay(owner, operator, { snapshotDate, totalTvs, delegatorCount, activeAvsCount: 1 });

  avs = (await insertAvs(owner, { name: "EigenDA" })).address;
  await insertRegistration(owner, operator, avs);
  await insertRegistration(owner, small, avs, { currentStatus: "unregistered" });
  const event = (operatorId: string, status: string, statusChangedAt: string, block: number) =>
    owner.insert(table.operatorAvsRegistrationHistory).values({
      operatorId,
      avsId: avs,
      status,
      statusChangedAt,
      statusChangedBlock: block,
      eventId: `${operatorId}-${block}`,
    });
  await event(operator, "REGISTERED", "2026-06-10 00:00:00", 1);
  await event(small, "REGISTERED", "2025-01-01 00:00:00", 2);
  await event(small, "UNREGISTERED", "2026-07-01 00:00:00", 3);

  strategy = (await insertStrategy(owner)).address;
  await insertOperatorStrategy(owner, operator, strategy, { tvsUsd: "1000.5" });
  await insertOperatorStrategy(owner, small, strategy, { tvsUsd: "9.5" });
  for (const [operatorId, snapshotDate, tvsUsd] of [
    [operator, "2026-06-05", "700"],
    [small, "2026-06-05", "50"],
    [operator, "2026-06-20", "900"],
    [operator, "2026-06-21", "1"],
  ] as const)
    await owner
      .insert(table.historicalTvsSnapshots)
      .values({ operatorId, strategyId: strategy, snapshotDate, shares: "1", tvsUsd });
  const token = "0x00000000000000000000000000000000000000ee";
  await owner
    .insert(table.tokenMetadata)
    .values({ contractAddress: token, symbol: "stETH", name: "Lido Ether" });
  await owner.insert(table.strategyExchangeRates).values({
    strategyAddress: strategy,
    sharesToUnderlyingRate: "1",
    underlyingToken: token,
    rateUpdatedAt: "2026-07-05 00:00:00",
  });
});
afterAll(async () => {
  await analytics.drop();
});

const all = () => [
  { entityType: "operator" as const, entityId: operator },
  { entityType: "avs" as const, entityId: avs },
  { entityType: "strategy" as const, entityId: strategy },
  { entityType: "operator" as const, entityId: gone },
];
const figuresOf = async (entityId: string, visitedAt: Date | null = visit) =>
  (await listWatchedFigures(analytics.db, all(), visitedAt)).find((row) => row.entityId === entityId);

it("gives an operator the figures of the operator list, and those of a month ago and of the last visit", async () => {
  const { rows } = await listOperators(analytics.db, {}, { sort: "tvs", dir: "desc", page: 1, perPage: 1 });
  const row = await figuresOf(operator);
  expect(row).toMatchObject({ avs: null, strategy: null });
  expect(row?.operator).toMatchObject({ ...rows[0], tvsUsd: 95.5 });
  expect(row?.operator?.past).toMatchObject({
    delegatorCount30dAgo: 9,
    avsCount30dAgo: 1,
    tvsUsdAtVisit: 80,
    delegatorCountAtVisit: 10,
    isSlashedSinceVisit: false,
  });
});

it("gives an AVS its name and who secures it, now, a month ago and at the last visit", async () => {
  expect(await figuresOf(avs)).toMatchObject({
    operator: null,
    avs: { address: avs, name: "EigenDA", operatorCount: 1, operatorCount30dAgo: 1, operatorCountAtVisit: 2 },
  });
});

it("gives a strategy its token and value, now, a month ago and at the last visit", async () => {
  expect(await figuresOf(strategy)).toMatchObject({
    strategy: {
      address: strategy,
      symbol: "stETH",
      name: "Lido Ether",
      tvsUsd: 1010,
      tvsUsd30dAgo: 750,
      tvsUsdAtVisit: 900,
      operatorCount: 2,
    },
  });
});

it("knows nothing of a visit that was not, or that was after the data's last day", async () => {
  const never = await figuresOf(operator, null);
  expect(never?.operator?.past).toMatchObject({ tvsUsdAtVisit: null, delegatorCountAtVisit: null });
  expect((await figuresOf(avs, null))?.avs?.operatorCountAtVisit).toBeNull();
  expect((await figuresOf(strategy, null))?.strategy?.tvsUsdAtVisit).toBeNull();
  const later = await figuresOf(operator, new Date("2026-11-20T00:00:00Z"));
  expect(later?.operator?.past.tvsUsdAtVisit).toBe(95.5);
});

it("says that an operator was slashed since the visit", async () => {
  await insertSlashing(analytics.owner, operator, { slashedAt: "2026-06-20 11:59:59" });
  expect((await figuresOf(operator))?.operator?.past.isSlashedSinceVisit).toBe(false);
  await insertSlashing(analytics.owner, operator, { slashedAt: "2026-06-20 12:00:01" });
  expect((await figuresOf(operator))?.operator?.past.isSlashedSinceVisit).toBe(true);
});

it("has nothing for an entity that is gone, or that is of another kind", async () => {
  expect(await figuresOf(gone)).toMatchObject({ operator: null, avs: null, strategy: null });
  const [row] = await listWatchedFigures(analytics.db, [{ entityType: "avs", entityId: operator }], null);
  expect(row).toMatchObject({ operator: null, avs: null, strategy: null });
});

it("asks one question, whatever there is to answer", async () => {
  const statements: string[] = [];
  const watched = connectAnalytics(analytics.readerUrl, {
    onQuery: (event) => statements.push(event.statement),
  });
  const many = Array.from({ length: 500 }, (_, index) => ({
    entityType: "operator" as const,
    entityId: `0x${(index + 1).toString(16).padStart(40, "0")}`,
  }));
  expect(await listWatchedFigures(watched.db, [...many, ...all()], visit)).toHaveLength(504);
  expect(statements).toHaveLength(1);
  expect(await listWatchedFigures(watched.db, [], visit)).toEqual([]);
  expect(statements).toHaveLength(1);
  await watched.close();
});

it("knows which entities exist, each of its own kind", async () => {
  const known = (entityType: "operator" | "avs" | "strategy", entityId: string) =>
    isKnown(analytics.db, { entityType, entityId });
  expect(await known("operator", operator)).toBe(true);
  expect(await known("avs", avs)).toBe(true);
  expect(await known("strategy", strategy)).toBe(true);
  expect(await known("avs", operator)).toBe(false);
  expect(await known("strategy", avs)).toBe(false);
  expect(await known("operator", gone)).toBe(false);
});
