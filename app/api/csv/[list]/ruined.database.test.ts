import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld } from "@/server/testing/world";
import { createCallerFactory } from "@/server/trpc/procedure";
import { appRouter } from "@/server/trpc/router";
import { CHUNK_ROWS } from "./csv-source";
import { isListName, LISTS, type ListName, watchlistSources } from "./sources";
import { csvLines } from "./write";

let world: Awaited<ReturnType<typeof openWorld>>;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.drop());

const callerOf = createCallerFactory(appRouter);

/** Whom every list is asked about; a list takes of it what it needs. */
function queryOf(): URLSearchParams {
  const { operators, avs, strategies, stakers } = world.everybody;
  return new URLSearchParams({
    status: "all",
    operator: operators[0] ?? "",
    from: operators[0] ?? "",
    to: operators[1] ?? "",
    operators: operators.slice(0, 2).join(","),
    avs: avs[0] ?? "",
    strategy: strategies[0] ?? "",
    staker: stakers[0] ?? "",
  });
}

const linesOf = (list: ListName, state: "correct" | "ruined") =>
  world.read(state, async (context) => {
    const { analytics, account } = callerOf({ ...context, download: { perPage: CHUNK_ROWS, bookmark: {} } });
    const source = LISTS[list]({ api: analytics, account, query: queryOf(), viewer: context.viewer });
    const lines: unknown[][] = [];
    for (let isLast = false; !isLast; ) {
      const chunk = await source.read();
      lines.push(...chunk.records);
      isLast = chunk.isLast;
    }
    return lines;
  });

const WHOLE: ListName[] = [
  "operators",
  "avs",
  "strategies",
  "slashings",
  "delegators",
  "operator-strategies",
];
/** Entities are of real operators, by a file of their addresses; this world has none of them. */
const isOfEntity = (name: string) => name.startsWith("entity-");
const lists = Object.keys(LISTS).filter(
  (name) => isListName(name) && !(name in watchlistSources) && !isOfEntity(name),
) as ListName[];

test.each(lists)(
  "a download of %s works where every figure is nonsense, and has no figure for it",
  async (list) => {
    const correct = await linesOf(list, "correct");
    const ruined = await linesOf(list, "ruined");
    expect(csvLines(ruined)).not.toMatch(/NaN|Infinity|infinity|Invalid/);
    if (WHOLE.includes(list)) expect(ruined.length, "rows are lost").toBeGreaterThanOrEqual(correct.length);
    // A stretch of time without a time it can be placed at is no stretch.
    if (list !== "avs-registrations" && correct.length > 0) expect(ruined.length).toBeGreaterThan(0);
  },
);
