import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import type { Habit } from "@/db/testing/habits/habit";
import { inWorld } from "@/db/testing/habits/in-world";
import { dropped, emptied } from "@/db/testing/habits/tables";
import { everybody, who, worldReadAt } from "@/db/testing/habits/world";
import { writeWorld } from "@/db/testing/habits/write-world";
import { answersOf } from "../testing/answers";
import { networkOf } from "../testing/context";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;

beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  await writeWorld(database.owner);
});
afterAll(() => database.drop());

/** A query by key fails if its own table is missing, and so do all later ones in the transaction. */
const ASKED = ["avs.overview", "avs.loss", "avs.counts", "avs.sets", "operators.overview"].concat([
  "operators.allocations.summary",
  "strategies.overview",
  "strategies.counts",
  "stakers.detail",
]);

const answersAfter = (habit: Habit) =>
  inWorld(database.owner, habit, async (db) =>
    answersOf(db, await networkOf(db, worldReadAt), everybody, (path) => ASKED.includes(path)),
  );

const waysToLack = [
  ["missing", dropped],
  ["empty", emptied],
] as const;

test.each(waysToLack)("with allocations %s nobody is said to be out of reach", async (_, without) => {
  const answers = await answersAfter(without("operator_allocations"));
  for (const address of everybody.avs) {
    expect(answers[`avs.overview ${address}`]).toMatchObject({
      power: "unknown",
      allocationCount: null,
      allocatedUsd: null,
      slashableUsd: null,
      slashableUpToUsd: null,
    });
    expect(answers[`avs.loss ${address} 1`]).toMatchObject({
      allocationCount: null,
      slashableUpToUsd: null,
      lostUsd: null,
    });
  }
  expect(answers["avs.counts"]).toMatchObject({ slashingCapableCount: null });
  expect(answers[`avs.sets ${who.eigenDa}`]).toMatchObject([{ operatorCount: null, allocatedUsd: null }]);
  expect(answers[`operators.allocations.summary ${who.steady}`]).toMatchObject({
    allocationCount: null,
    avsCount: null,
    pendingCount: null,
  });
  expect(answers[`strategies.overview ${who.usd}`]).toMatchObject({ avsCount: null, allocatedUsd: null });
  expect(answers["strategies.counts"]).toMatchObject({ allocatedUsd: null });
  expect(answers[`stakers.detail ${who.returned}`]).toMatchObject({
    areAllocationsRead: false,
    exposure: [],
  });
});

test.each(waysToLack)("with registrations %s no AVS is said to have no operators", async (_, without) => {
  const answers = await answersAfter(without("operator_avs_relationships", "operator_allocations"));
  expect(answers[`avs.overview ${who.quiet}`]).toMatchObject({ operatorCount: null, delegatorCount: null });
  expect(answers[`operators.overview ${who.steady}`]).toMatchObject({
    avsCount: null,
    operatorSetCount: null,
  });
});
