import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import type { Habit } from "@/db/testing/habits/habit";
import { inWorld } from "@/db/testing/habits/in-world";
import {
  skippedAltogether,
  slashedAtUnknownTime,
  slashedOfUnknownShares,
  slashNotTakenOff,
  splitNotKnown,
} from "@/db/testing/habits/losses";
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

const asked = { ...everybody, operators: [who.slashed, who.steady], stakers: [who.slashed] };
const answersAfter = (habit: Habit | undefined, ...paths: string[]) =>
  inWorld(database.owner, habit, async (db) =>
    answersOf(db, await networkOf(db, worldReadAt), asked, (path) => paths.includes(path)),
  );

describe("a loss of which a part is not known", () => {
  test("is its known part, with the number of parts left out", async () => {
    const answers = await answersAfter(slashedOfUnknownShares, "slashing.list", "slashing.counts");
    const known = { lostUsd: 200, unpricedCount: 1, isLossUpperBound: false };
    expect(answers["slashing.list"]).toMatchObject({ rows: [{ strategyCount: 2, ...known }] });
    expect(answers["slashing.counts"]).toMatchObject({ totalCount: 1, ...known });
  });

  test.each([
    ["empty", emptied("operator_slashing_amounts")],
    ["missing", dropped("operator_slashing_amounts")],
  ])("is not known at all with the table of amounts %s", async (_, habit) => {
    const answers = await answersAfter(habit, "slashing.list", "slashing.counts");
    const unknown = { lostUsd: null, unpricedCount: 1 };
    expect(answers["slashing.list"]).toMatchObject({ rows: [unknown] });
    expect(answers["slashing.counts"]).toMatchObject({ totalCount: 1, ...unknown });
  });

  test("is 0 where every strategy was skipped", async () => {
    const answers = await answersAfter(skippedAltogether, "slashing.list");
    expect(answers["slashing.list"]).toMatchObject({ rows: [{ lostUsd: 0, unpricedCount: 0 }] });
  });
});

test.each([
  ["empty", emptied("operator_delegator_shares")],
  ["missing", dropped("operator_delegator_shares")],
])("with the table of shares %s it is not known how many lose something", async (_, habit) => {
  const answers = await answersAfter(habit, "avs.loss", "operators.worstCase.summary");
  expect(answers[`avs.loss ${who.eigenDa} 1`]).toMatchObject({ delegatorCount: null });
  expect(answers[`operators.worstCase.summary ${who.steady}`]).toMatchObject({ delegatorCount: null });
});

test("a slashing of an unknown time counts for every delegator, and is shown to them", async () => {
  const paths = ["stakers.overview", "stakers.detail"];
  const always = { slashings: [{ slashedAt: null }], otherCount: 0 };
  const answers = await answersAfter(slashedAtUnknownTime, ...paths);
  expect(answers[`stakers.overview ${who.slashed}`]).toMatchObject({ slashingCountSince: 1 });
  expect(answers[`stakers.detail ${who.slashed}`]).toMatchObject({ happened: always });
});

test("the range of splits is not known where one of them is not", async () => {
  const known = await answersAfter(undefined, "operators.avs.summary");
  expect(known[`operators.avs.summary ${who.steady}`]).toMatchObject({
    leastSplitBps: 700,
    mostSplitBps: 700,
  });
  const answers = await answersAfter(splitNotKnown, "operators.avs.summary");
  expect(answers[`operators.avs.summary ${who.steady}`]).toMatchObject({
    leastSplitBps: null,
    mostSplitBps: null,
  });
});

describe("an upper bound says so", () => {
  const paths = ["network.strategies", "network.verdicts", "strategies.list"].concat(
    ["strategies.counts", "avs.sets", "avs.allocators", "operators.strategies.list", "operators.avs.detail"],
    ["operators.avs.summary", "operators.compare", "operators.delegators.bands", "stakers.detail"],
  );
  const isAllocatedUpperBound = true;
  const isTvsUpperBound = true;

  test.each<[string, string, unknown]>([
    ["an asset of the network", "network.strategies", [{ isTvsUpperBound }]],
    ["what is allocated of an asset", "strategies.list all", { rows: [{ isAllocatedUpperBound }, {}] }],
    ["what is allocated of all assets", "strategies.counts", { isAllocatedUpperBound }],
    ["what is allocated to a set", `avs.sets ${who.eigenDa}`, [{ isAllocatedUpperBound }]],
    [
      "what an operator allocates of an asset",
      `operators.strategies.list ${who.slashed}`,
      [{ isAllocatedUpperBound }],
    ],
    [
      "what it allocates to an AVS",
      `operators.avs.detail ${who.slashed} all`,
      { rows: [{ isAllocatedUpperBound }] },
    ],
    ["what it allocates to all", `operators.avs.summary ${who.slashed}`, { isAllocatedUpperBound }],
    [
      "what a set can take of a stake",
      `stakers.detail ${who.slashed}`,
      { exposure: [{ isUpperBound: true }] },
    ],
  ])("%s", async (_, key, expected) => {
    const answers = await answersAfter(slashNotTakenOff, ...paths);
    expect(answers[key]).toMatchObject(expected as object);
  });

  test("among operators of an AVS, in a comparison, in a band of delegators, and by verdict", async () => {
    const answers = await answersAfter(slashNotTakenOff, ...paths);
    const { rows } = answers[`avs.allocators ${who.eigenDa}`] as { rows: { address: string }[] };
    expect(rows.find(({ address }) => address === who.slashed)).toMatchObject({ isAllocatedUpperBound });
    const [compared] = Object.entries(answers).filter(([key]) => key.startsWith("operators.compare"));
    expect(compared?.[1]).toMatchObject({
      standings: [{ isWorstCaseUpperBound: true }, { isWorstCaseUpperBound: false }],
    });
    const bands = answers[`operators.delegators.bands ${who.slashed}`] as { isUpperBound: boolean }[];
    expect(bands.filter(({ isUpperBound }) => isUpperBound)).toHaveLength(1);
    const words = answers["network.verdicts"] as { isTvsUpperBound: boolean }[];
    expect(words.some((word) => word.isTvsUpperBound)).toBe(true);
  });
});
