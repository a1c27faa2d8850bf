import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { optionalTables } from "@/db/analytics/optional-tables";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import type { Habit } from "@/db/testing/habits/habit";
import { inWorld } from "@/db/testing/habits/in-world";
import { dropped, emptied } from "@/db/testing/habits/tables";
import { everybody, who, worldReadAt } from "@/db/testing/habits/world";
import { writeWorld } from "@/db/testing/habits/write-world";
import { answersOf, networkPathsOf, refusalsOf } from "../testing/answers";
import { networkOf } from "../testing/context";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let networkPaths: Set<string>;

beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  await writeWorld(database.owner);
  networkPaths = await inWorld(database.owner, undefined, async (db) =>
    networkPathsOf(db, await networkOf(db, worldReadAt), everybody),
  );
});
afterAll(() => database.drop());

const answersAfter = (habit: Habit) =>
  inWorld(database.owner, habit, async (db) =>
    answersOf(db, await networkOf(db, worldReadAt), everybody, (path) => networkPaths.has(path)),
  );
describe.each([
  ["empty", emptied(...optionalTables)],
  ["missing", dropped(...optionalTables)],
])("with every optional table %s", (state, habit) => {
  test("every list and page is answered from the network", async () => {
    const answers = await answersAfter(habit);
    expect(networkPaths.size).toBeGreaterThan(30);
    expect(refusalsOf(answers)).toEqual([]);
  });

  test("stake has the pipeline's own value, what has none is not known, and who has stake is counted", async () => {
    const answers = await answersAfter(habit);
    expect(answers["operators.counts"]).toMatchObject({ totalCount: 5, stakedCount: 5 });
    expect(answers[`operators.overview ${who.steady}`]).toMatchObject({
      tvsUsd: 1000,
      tvsChange30dRatio: null,
      commissionBps: 500,
    });
    const { emptyTables, missingTables } = answers["network.data"] as Record<string, string[]>;
    expect(state === "empty" ? emptyTables : missingTables).toEqual(
      expect.arrayContaining([...optionalTables]),
    );
  });
});

test("without a price nothing is worth nothing: it is not known, and counted as missing", async () => {
  const habit: Habit = async (db) => {
    await emptied("token_price_history")(db);
    await emptied("operator_strategy_state")(db);
  };
  const answers = await answersAfter(habit);
  expect(answers["network.overview"]).toMatchObject({ now: { tvsUsd: null, unpricedCount: 5 } });
  expect(answers[`operators.overview ${who.steady}`]).toMatchObject({ tvsUsd: null, unpricedCount: 1 });
  expect(answers[`avs.overview ${who.eigenDa}`]).toMatchObject({ allocatedUsd: null, slashableUsd: null });
});

test("every single table of the contract may be missing", async () => {
  const tables = await database.sql`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r'`;
  expect(tables.length).toBeGreaterThan(40);
  for (const { name } of tables)
    expect([name, refusalsOf(await answersAfter(dropped(name)))]).toEqual([name, []]);
});

describe("a database by itself", () => {
  let own: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
  beforeEach(async () => {
    own = await createAnalyticsTestDatabase();
  });
  afterEach(() => own.drop());
  const everyAnswer = async () => answersOf(own.db, await networkOf(own.db, worldReadAt), everybody);

  test("without any table answers every question, and says NOT_FOUND of everybody", async () => {
    await own.sql`drop schema public cascade`;
    await own.sql`create schema public`;
    await own.sql`grant usage on schema public to public`;
    const answers = await everyAnswer();
    expect(refusalsOf(answers)).toEqual([]);
    expect(answers["operators.list all"]).toEqual({ rows: [], total: 0 });
    expect(answers["network.overview"]).toMatchObject({ now: { tvsUsd: null, slashingCount: null } });
    expect(answers["operators.counts"]).toEqual({
      totalCount: 0,
      activeCount: null,
      activityUnknownCount: 0,
      stakedCount: null,
      entityCount: 0,
    });
    expect(answers["network.activity"]).toEqual({ rows: [], nextCursor: null });
    expect(answers["network.syncStatus"]).toEqual([]);
    expect((answers["network.data"] as { missingTables: string[] }).missingTables.length).toBeGreaterThan(40);
  });

  test("without the optional tables answers every question, those by key too", async () => {
    await writeWorld(own.owner);
    await dropped(...optionalTables)(own.owner);
    expect(refusalsOf(await everyAnswer())).toEqual([]);
  });

  test("with empty tables answers every question", async () => {
    expect(refusalsOf(await everyAnswer())).toEqual([]);
  });
});
