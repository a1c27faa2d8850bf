import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { manySets, manyStrategies } from "@/db/testing/habits/crowds";
import { type Habit, together } from "@/db/testing/habits/habit";
import { inWorld } from "@/db/testing/habits/in-world";
import { setOfEigenDa, who, worldReadAt } from "@/db/testing/habits/world";
import { writeWorld } from "@/db/testing/habits/write-world";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";

const STRATEGIES = 10_000;
const SETS = 5_000;

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  await writeWorld(database.owner);
});
afterAll(() => database.drop());

/** Returns the answers that pages ask for, before or after somebody floods the chain. */
const answersAfter = (habit?: Habit) =>
  inWorld(database.owner, habit, async (db) => {
    const network = await networkOf(db, worldReadAt);
    const { analytics } = createCallerFactory(appRouter)(
      contextFor("PRO", { analytics: db, user: undefined as never, network }),
    );
    return {
      home: await analytics.network.overview(),
      operators: await analytics.operators.screener({ status: "all" }),
      filters: await analytics.operators.filters({ status: "all" }),
      strategies: await analytics.strategies.list({}),
      avs: await analytics.avs.list({}),
      sets: await analytics.avs.sets({ address: who.eigenDa }),
      found: await analytics.search.query({ q: "eigen" }),
    };
  });

test("ten thousand worthless strategies and five thousand sets move nothing of value off a page", async () => {
  const before = await answersAfter();
  const after = await answersAfter(together(manyStrategies(STRATEGIES), manySets(who.eigenDa, SETS)));

  expect(after.strategies.total).toBe(before.strategies.total + STRATEGIES);
  expect(after.strategies.rows).toHaveLength(50);
  const addresses = before.strategies.rows.map(({ address }) => address);
  expect(after.strategies.rows.slice(0, addresses.length).map(({ address }) => address)).toEqual(addresses);

  expect(after.sets).toHaveLength(before.sets.length + SETS);
  expect(after.sets[0]?.id).toBe(setOfEigenDa);

  const rowsOf = ({ operators, avs }: typeof before) =>
    [...operators.rows, ...avs.rows].map(({ address }) => address);
  expect(rowsOf(after)).toEqual(rowsOf(before));
  expect(after.home.now.tvsUsd).toBe(before.home.now.tvsUsd);
  expect(after.found.map(({ address }) => address)).toEqual(before.found.map(({ address }) => address));
  expect(after.filters.strategies.length).toBeLessThanOrEqual(200);
  expect(after.filters.strategies.map(({ address }) => address)).toEqual(
    expect.arrayContaining(before.filters.strategies.map(({ address }) => address)),
  );
});
