import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { columnsIn, spoiled } from "@/db/testing/habits/cells";
import { differencesOf } from "@/db/testing/habits/differences";
import type { Habit } from "@/db/testing/habits/habit";
import { inWorld } from "@/db/testing/habits/in-world";
import { everybody, who, worldReadAt } from "@/db/testing/habits/world";
import { writeWorld } from "@/db/testing/habits/write-world";
import { answersOf, networkPathsOf, refusalsOf } from "../testing/answers";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let networkPaths: Set<string>;
let columns: ReturnType<typeof columnsIn>;
let columnsByKey: ReturnType<typeof columnsIn>;
let correct: Awaited<ReturnType<typeof lookAfter>>;

beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  await writeWorld(database.owner);
  const statements: string[] = [];
  const connection = connectAnalytics(database.readerUrl, {
    onQuery: ({ statement }) => statements.push(statement),
  });
  const network = await networkOf(connection.db, worldReadAt);
  columns = columnsIn(statements).filter((one) => !isIdentity(one));
  networkPaths = await inWorld(database.owner, undefined, (db) => networkPathsOf(db, network, everybody));
  statements.length = 0;
  await answersOf(connection.db, network, aFew, isByKey);
  columnsByKey = columnsIn(statements).filter((one) => !isIdentity(one));
  await connection.close();
  networkPaths.delete("network.data");
  correct = await lookAfter();
});
afterAll(() => database.drop());

/** The entities that are queried by key, since each query takes a statement. */
const aFew = {
  operators: [who.steady, who.slashed],
  avs: [who.eigenDa],
  strategies: [who.usd],
  stakers: [who.returned],
};
const isByKey = (path: string) => !networkPaths.has(path);

/** Returns whether a column identifies a row, and so is no figure. */
const isIdentity = ({ column }: { column: string }) =>
  ["id", "operator_set_id", "slashing_incident_id", "event_id"].includes(column);
const lookAfter = (habit?: Habit) =>
  inWorld(database.owner, habit, async (db) => {
    const network = await networkOf(db, worldReadAt);
    const answers = await answersOf(db, network, everybody, (path) => networkPaths.has(path));
    return { answers, implausible: network.source.implausible };
  });

const wrongIn = (value: unknown, path = ""): string[] => {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [path];
  if (value instanceof Date) {
    const year = value.getUTCFullYear();
    return year >= 2015 && year < 2030 ? [] : [path];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => wrongIn(part, `${path} ${key}`));
};

test("one column of nonsense is unknown: every list and page answers, nothing is NaN, nothing becomes 0", async () => {
  expect(columns.length).toBeGreaterThan(100);
  const problems: unknown[] = [];
  // A list is as long as its known parts, and lower bounds have the possible value beside them. Words of the verdict are
  // counted, and the simulator lists the AVSs that it cannot answer.
  for (const one of columns) {
    const { answers } = await lookAfter(spoiled(one, one.column === "snapshot_date"));
    const zeros = Object.entries(differencesOf(correct.answers, answers)).filter(
      ([path, [before, after]]) =>
        before !== 0 &&
        after === 0 &&
        !/^(network\.verdicts|avs\.cascade) | (place|slashableUsd|valuedCount|least|leastUsd|\w*LeastUsd|observedCount|\w*length)$/.test(
          path,
        ),
    );
    problems.push(...[...refusalsOf(answers), ...wrongIn(answers), ...zeros].map((what) => [one, what]));
  }
  expect(problems).toEqual([]);
});

test("a question by key has an answer when one column holds nonsense", async () => {
  expect(columnsByKey.length).toBeGreaterThan(30);
  const problems: unknown[] = [];
  for (const one of columnsByKey) {
    const answers = await inWorld(database.owner, spoiled(one, one.column === "snapshot_date"), async (db) =>
      answersOf(db, await networkOf(db, worldReadAt), aFew, isByKey),
    );
    problems.push(...[...refusalsOf(answers), ...wrongIn(answers)].map((what) => [one, what]));
  }
  expect(problems).toEqual([]);
});

describe("an unknown value sorts last in both directions, matches no filter, and is counted out of totals:", () => {
  const caseOf = (table: string, column: string, wrong: string) => ({ table, column, wrong });
  test.each([
    ["tvs", "tvsUsd", caseOf("operator_delegator_shares", "shares", "NaN")],
    ["delegators", "delegatorCount", caseOf("operator_state", "active_delegators", "-3")],
    ["commission", "commissionBps", caseOf("operator_commission_rates", "current_bips", "15000")],
    [
      "utilization",
      "utilizationRatio",
      caseOf("operator_strategy_state", "encumbered_magnitude", "Infinity"),
    ],
    ["days", "operationalDayCount", caseOf("operator_state", "operational_days", "-3")],
    ["score", "score", caseOf("operator_analytics", "risk_score", "NaN")],
  ] as const)("%s of operators", async (sort, figure, cell) => {
    const rowsBy = (dir: "asc" | "desc", filter = {}) =>
      inWorld(
        database.owner,
        async (db) => spoiled(cell, false, who.steady)(db),
        async (db) => {
          const context = contextFor("PRO", {
            analytics: db,
            user: undefined as never,
            network: await networkOf(db, worldReadAt),
          });
          const api = createCallerFactory(appRouter)(context).analytics;
          return (await api.operators.screener({ status: "all", sort, dir, ...filter })).rows;
        },
      );
    for (const dir of ["asc", "desc"] as const) {
      const rows = await rowsBy(dir);
      expect(rows).toHaveLength(5);
      expect(rows.at(-1)).toMatchObject({ address: who.steady, [figure]: null });
    }
    const bounds = { tvsUsd: {}, delegatorCount: {}, commissionBps: {}, [figure]: { min: 0 } };
    const isFilter = figure === "tvsUsd" || figure === "delegatorCount" || figure === "commissionBps";
    if (isFilter)
      expect((await rowsBy("asc", bounds)).map(({ address }) => address)).not.toContain(who.steady);
  });

  test("a total sums what is known and says how many parts it leaves out", async () => {
    const cell = caseOf("operator_delegator_shares", "shares", "NaN");
    const { answers } = await lookAfter(spoiled(cell, false, who.steady));
    expect(answers["network.overview"]).toMatchObject({ now: { tvsUsd: 380, unpricedCount: 2 } });
    expect(answers[`avs.overview ${who.eigenDa}`]).toMatchObject({ allocatedUsd: 23, unpricedCount: 1 });
    expect(answers["operators.counts"]).toMatchObject({ stakedCount: 5 });
  });
});
