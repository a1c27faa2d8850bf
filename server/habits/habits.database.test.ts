import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { differencesOf } from "@/db/testing/habits/differences";
import { sameHabits } from "@/db/testing/habits/every-habit";
import { type Habit, together } from "@/db/testing/habits/habit";
import { inWorld } from "@/db/testing/habits/in-world";
import { unknownMemberships, withoutRelationship } from "@/db/testing/habits/memberships";
import { foreignUnits, rawConcentration, withoutData, withoutRegistration } from "@/db/testing/habits/scores";
import { everybody, who, worldReadAt } from "@/db/testing/habits/world";
import { writeWorld } from "@/db/testing/habits/write-world";
import { answersOf, networkPathsOf } from "../testing/answers";
import { networkOf } from "../testing/context";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let correct: Record<string, unknown>;
let correctByKey: Record<string, unknown>;
let networkPaths: Set<string>;

beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  await writeWorld(database.owner);
  networkPaths = await inWorld(database.owner, undefined, async (db) =>
    networkPathsOf(db, await networkOf(db, worldReadAt), everybody),
  );
  // It describes the form of the rows, not their meaning.
  networkPaths.delete("network.data");
  correct = await answersAfter();
});
afterAll(() => database.drop());

const answersAfter = (habit?: Habit) =>
  inWorld(database.owner, habit, async (db) =>
    answersOf(db, await networkOf(db, worldReadAt), everybody, (path) => networkPaths.has(path)),
  );
const changesBy = async (habit: Habit) => differencesOf(correct, await answersAfter(habit));
/** Returns the figures that a habit changes, with their new values, in any list and row. */
const figuresChangedBy = async (habit: Habit) => {
  const figures = new Map<string, Set<unknown>>();
  for (const [path, [, after]] of Object.entries(await changesBy(habit))) {
    // An operator without a score has no reasons for it.
    if (path.endsWith("drivers length")) continue;
    const name = path.split(" ").at(-1) ?? "";
    figures.set(name, (figures.get(name) ?? new Set()).add(after));
  }
  return Object.fromEntries(Array.from(figures, ([name, values]) => [name, [...values]]));
};

test("the world is known: nothing in it is an upper bound, and every figure has a value", () => {
  expect(Object.keys(correct).length).toBeGreaterThan(80);
  expect(correct["network.overview"]).toMatchObject({
    now: { tvsUsd: 1380, unpricedCount: 0, isTvsUpperBound: false, slashingCount: 1, delegatorCount: 10 },
  });
  expect(correct["operators.counts"]).toEqual({
    totalCount: 5,
    activeCount: 4,
    activityUnknownCount: 0,
    stakedCount: 5,
    entityCount: 0,
  });
  expect(correct[`avs.overview ${who.eigenDa}`]).toMatchObject({
    operatorCount: 3,
    allocatedUsd: 523,
    slashableUsd: 520,
    slashableUpToUsd: 520,
  });
});

describe("changes no answer:", () => {
  /** A row of 0 says that an operator once had stake in a set, so that another is not the only one known there. */
  const onceThere = /ownSets sets \d+ clues/;
  const otherChangesBy = async (habit: Habit) =>
    Object.fromEntries(Object.entries(await changesBy(habit)).filter(([path]) => !onceThere.test(path)));

  test.each(Object.entries(sameHabits))("%s", async (_, habit) => {
    expect(await otherChangesBy(habit)).toEqual({});
  });

  test("all of them together", async () => {
    expect(await otherChangesBy(together(...Object.values(sameHabits)))).toEqual({});
  });
});

describe("changes no answer by key:", () => {
  /** Rows of an allocation that ended, with magnitude 0, still add information. */
  const told = new Set(["rows of allocations that are 0", "the first delegation ever as the present one"]);
  const answersByKey = (habit?: Habit) =>
    inWorld(database.owner, habit, async (db) =>
      answersOf(db, await networkOf(db, worldReadAt), everybody, (path) => !isOfNetwork(path)),
    );
  const isOfNetwork = (path: string) =>
    networkPaths.has(path) || ["network.data", "network.syncStatus", "network.history"].includes(path);

  test.each(Object.entries(sameHabits).filter(([name]) => !told.has(name)))("%s", async (_, habit) => {
    expect(differencesOf(correctByKey, await answersByKey(habit))).toEqual({});
  });

  beforeAll(async () => {
    correctByKey = await answersByKey();
  });
});

describe("leaves unknown:", () => {
  test.each(Object.entries(unknownMemberships))("%s", async (_, habit) => {
    const answers = await answersAfter(habit);
    for (const operator of [who.steady, who.pending])
      expect(answers[`operators.allocations.list ${operator}`]).toMatchObject([
        { slashability: "up-to", reason: "membership-unknown" },
      ]);
    // A member that left is not known to have left: its allocation counts, and it is not shown as "non-member".
    expect(answers[`operators.avs.detail ${who.left} all`]).toMatchObject({
      rows: [{ securing: "through-operator-sets", operatorSetCount: null }],
    });
    expect(answers[`avs.overview ${who.eigenDa}`]).toMatchObject({
      slashableUpToUsd: 523,
      power: "may-slash",
    });
    expect(answers[`operators.overview ${who.steady}`]).toMatchObject({
      tvsUsd: 1000,
      operatorSetCount: null,
    });
  });

  test("operators of operator sets without a row: they secure the AVS, and the AVS stays listed", async () => {
    const answers = await answersAfter(withoutRelationship);
    expect(answers[`operators.avs.detail ${who.pending} all`]).toMatchObject({
      rows: [{ securing: "through-operator-sets", operatorSetCount: null, allocatedUsd: 20 }],
    });
    expect(answers["operators.counts"]).toEqual({
      totalCount: 5,
      activeCount: 4,
      activityUnknownCount: 0,
      stakedCount: 5,
      entityCount: 0,
    });
    expect(answers[`avs.overview ${who.eigenDa}`]).toMatchObject({ operatorCount: 3, slashableUpToUsd: 520 });
  });

  test("who registered before April 2025 is neither permissioned nor open", async () => {
    expect(await figuresChangedBy(withoutRegistration)).toEqual({
      isPermissioned: [null],
      registeredAt: [null],
    });
  });

  test("scores without enough data, filled with 50, show no score, part or level", async () => {
    expect(await figuresChangedBy(withoutData)).toEqual({
      riskLevel: [null],
      score: [null],
      performanceScore: [null],
      economicScore: [null],
      networkPositionScore: [null],
      confidence: [null],
      hasSufficientData: [false],
      sizePercentile: [null],
      operationalDayCount: [0],
    });
  });

  test("growth in units of magnitude, counts of copies and sums of fractions are held back", async () => {
    // The raw figures too show the number of slashings, not the number of copies.
    expect(await figuresChangedBy(foreignUnits)).toEqual({ growth30dRatio: [null] });
  });

  test("a spread over raw shares of different tokens says nothing of value", async () => {
    const answers = await answersAfter(rawConcentration);
    expect(answers[`operators.risk.detail ${who.steady}`]).toMatchObject({ spread: null });
    expect(correct[`operators.risk.detail ${who.steady}`]).toMatchObject({
      spread: { label: "concentrated" },
    });
  });
});
