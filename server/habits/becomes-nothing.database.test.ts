import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { differencesOf } from "@/db/testing/habits/differences";
import type { Habit } from "@/db/testing/habits/habit";
import { inWorld } from "@/db/testing/habits/in-world";
import { dropped, emptied } from "@/db/testing/habits/tables";
import { everybody, worldReadAt } from "@/db/testing/habits/world";
import { writeWorld } from "@/db/testing/habits/write-world";
import { answersOf } from "../testing/answers";
import { networkOf } from "../testing/context";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let tables: string[];
let correct: Record<string, unknown>;

beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  await writeWorld(database.owner);
  const rows = await database.sql<{ name: string }[]>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r'`;
  tables = rows.map(({ name }) => name);
  correct = await answersAfter();
});
afterAll(() => database.drop());

const answersAfter = (habit?: Habit) =>
  inWorld(database.owner, habit, async (db) => {
    const answers = await answersOf(db, await networkOf(db, worldReadAt), everybody);
    // These count or date the data itself.
    for (const path of ["network.data", "network.syncStatus"]) delete answers[path];
    return answers;
  });

/** Tables without which there are no entities to have figures. Unread slashings are tested elsewhere. */
const WHOLE = ["operators", "avs", "strategies", "operator_sets", "stakers"];
const SLASHINGS = ["operator_slashing_incidents", "operator_slashing_amounts"];
/**
 * Not figures: the length of a list, the surely slashable value and other lower bounds beside the possible one, the
 * number of events listed, what is said to be known, and how many operators a word of the verdict covers.
 */
const NO_FIGURE =
  /^network\.verdicts |^avs\.cascade | (coverage passes|least|leastUsd|\w*LeastUsd|observedCount|isCoalitionSure|length|place|total|slashableUsd|eventCount|isUpperBound|is\w*UpTo|scoredDayCount|sufficientDayCount|are\w+(Read|Known)|isDelegationKnown)$/;

test.each([
  ["missing", dropped],
  ["empty", emptied],
])("what rests on a table that is %s is not known, and becomes neither 0 nor no", async (_, without) => {
  const problems: string[] = [];
  for (const table of tables.filter((name) => ![...WHOLE, ...SLASHINGS].includes(name)))
    for (const [path, [before, after]] of Object.entries(
      differencesOf(correct, await answersAfter(without(table))),
    ))
      if (!NO_FIGURE.test(path) && ((after === 0 && before !== 0) || (after === false && before === true)))
        problems.push(`${table}: ${path} ${before} ${after}`);
  expect(problems).toEqual([]);
});
