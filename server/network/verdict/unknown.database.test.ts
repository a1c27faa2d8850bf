import { afterAll, beforeAll, expect, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertAllocationDay } from "@/db/testing/exposure";
import { cleared, columnsIn, spoiled } from "@/db/testing/habits/cells";
import type { Habit } from "@/db/testing/habits/habit";
import { inWorld } from "@/db/testing/habits/in-world";
import { dropped, emptied } from "@/db/testing/habits/tables";
import {
  blockAgo,
  dayAgo,
  dollars,
  setOfEigenDa,
  timeAgo,
  wad,
  who,
  worldReadAt,
} from "@/db/testing/habits/world";
import { writeWorld } from "@/db/testing/habits/write-world";
import { insertOperator, insertOperatorStrategy } from "@/db/testing/rows";
import { insertAllocation, insertDelegator } from "@/db/testing/stake";
import { networkOf } from "../../testing/context";
import { GATE_IDS, VERDICT_WORDS, type Verdict, type VerdictWord } from "./verdict";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let columns: ReturnType<typeof columnsIn>;
let known: Map<string, Verdict>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  await writeWorld(database.owner);
  await insertHolder(SHORT);
  await insertHolder(NEW, 20);
  await insertHolder(SILENT);
  const change = { operatorId: SHORT, operatorSetId: setOfEigenDa, strategyId: who.usd };
  await insertAllocation(database.owner, SHORT, setOfEigenDa, who.usd, {
    magnitude: wad(0.1),
    allocatedAt: timeAgo(40),
    allocatedAtBlock: blockAgo(40),
    effectBlock: blockAgo(40),
  });
  await insertAllocationDay(database.owner, change, {
    snapshotDate: dayAgo(60),
    snapshotBlock: blockAgo(60),
    magnitude: "0",
  });
  const statements: string[] = [];
  const connection = connectAnalytics(database.readerUrl, {
    onQuery: ({ statement }) => statements.push(statement),
  });
  await networkOf(connection.db, worldReadAt);
  await connection.close();
  columns = columnsIn(statements).filter(
    ({ column }) => !["id", "operator_set_id", "slashing_incident_id", "event_id"].includes(column),
  );
  known = await verdictsAfter();
});
afterAll(() => database.drop());

/** An allocation delay of 0; registered 20 days ago; secures nothing and did nothing for more than a year. */
const [SHORT, NEW, SILENT] = ["6", "7", "f"].map((digit) => `0x${digit.repeat(40)}`) as [
  string,
  string,
  string,
];

async function insertHolder(address: string, days = 400) {
  const { owner } = database;
  const state = {
    registeredAt: timeAgo(days),
    firstActivityAt: timeAgo(days),
    registrationBlock: blockAgo(days),
  };
  await insertOperator(owner, { address, state });
  const shares = [{ strategy: who.usd, shares: dollars(10), writtenBlock: blockAgo(days) }];
  await insertDelegator(owner, address, { shares });
  await insertOperatorStrategy(owner, address, who.usd, { maxMagnitude: wad(1), tvsUsd: "10" });
}

const verdictsAfter = (habit?: Habit) =>
  inWorld(database.owner, habit, async (db) => (await networkOf(db, worldReadAt)).verdicts);

type GateId = (typeof GATE_IDS)[number];

/** The words that may follow where what decided is not known any more, as issue 13 says. */
const MAY_BECOME: Partial<Record<VerdictWord, readonly [GateId, readonly VerdictWord[]]>> = {
  // "Where these are missing too, the word is Was slashed", and without any slashing known gate 6 fails.
  "stake-burned": ["slashed", ["was-slashed", "not-enough-known"]],
  // Gate 6 fails where gate 5 is not known.
  exposed: ["worstAvs", ["not-enough-known"]],
  // "If only gate 3, only gate 4, or just those two are not known, the word stays No red flag."
  "slashable-before-leaving": ["exit", ["not-enough-known", "no-red-flag"]],
  silent: ["acts", ["no-red-flag"]],
};

/** Returns every gate that passes now and did not before, and every word that is better without such a reason. */
const betterThanKnown = (after: Map<string, Verdict>) =>
  [...known].flatMap(([operator, before]) => {
    const now = after.get(operator);
    if (!now) return [];
    const gates = GATE_IDS.filter(
      (gate) => now.gates[gate].passes === true && before.gates[gate].passes !== true,
    );
    const isBetter = VERDICT_WORDS.indexOf(now.word) > VERDICT_WORDS.indexOf(before.word);
    const [gate, words] = MAY_BECOME[before.word] ?? [null, []];
    const isUnknown =
      gate !== null && (now.gates[gate].passes === null || now.gates.slashed.isMostLost === null);
    return [
      ...gates.map((one) => `${operator}: ${one} passes, and did not`),
      ...(isBetter && !(isUnknown && words.includes(now.word))
        ? [`${operator}: ${before.word} became ${now.word}`]
        : []),
    ];
  });

test("the world has words to lose", () => {
  expect(new Set([...known.values()].map(({ word }) => word))).toEqual(
    new Set([
      "stake-burned",
      "slashable-before-leaving",
      "exposed",
      "not-enough-known",
      "silent",
      "no-red-flag",
    ]),
  );
});

test.each([
  ["missing", dropped],
  ["empty", emptied],
])("no gate passes, and no word gets better, when a table is %s", async (_, habit) => {
  const found: Record<string, string[]> = {};
  for (const table of new Set(columns.map(({ table }) => table))) {
    const better = betterThanKnown(await verdictsAfter(habit(table)));
    if (better.length > 0) found[table] = better;
  }
  expect(found).toEqual({});
});

test("no gate passes, and no word gets better, when a column holds nothing that can be right", async () => {
  expect(columns.length).toBeGreaterThan(100);
  const found: Record<string, string[]> = {};
  for (const column of columns) {
    const better = betterThanKnown(await verdictsAfter(spoiled(column, column.column === "snapshot_date")));
    if (better.length > 0) found[`${column.table}.${column.column}`] = better;
  }
  expect(found).toEqual({});
});

test("no gate passes, and no word gets better, when a column is empty", async () => {
  const tables = [...new Set(columns.map(({ table }) => table))];
  const nullable = await database.sql<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and is_nullable = 'YES' and table_name = any(${tables})`;
  expect(nullable.length).toBeGreaterThan(50);
  const found: Record<string, string[]> = {};
  for (const { table, column } of nullable) {
    const better = betterThanKnown(await verdictsAfter(cleared(table, column)));
    if (better.length > 0) found[`${table}.${column}`] = better;
  }
  expect(found).toEqual({});
});

test.each([
  ["slashed", ["operator_slashing_incidents", "operator_slashing_amounts", "operator_strategy_state"]],
  ["worstAvs", ["operator_allocations"]],
  ["exit", ["operator_allocations"]],
] as const)("the gate %s has no answer for anybody without its tables", async (gate, tables) => {
  const verdicts = await verdictsAfter(dropped(...tables));
  expect([...verdicts.values()].map(({ gates }) => gates[gate].passes)).toEqual([...known].map(() => null));
});
