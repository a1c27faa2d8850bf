import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { operatorSlashingAmounts } from "@/drizzle/analytics/schema";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { insertAllocationDay } from "../testing/exposure";
import { insertAvs, insertCheckpoint, insertOperator, insertSlashing, insertStrategy } from "../testing/rows";
import { insertOperatorSet, insertToken } from "../testing/stake";
import { countSlashings, listSlashings } from "./slashing";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
});

const page = { sort: "time", dir: "desc", page: 1, perPage: 50 } as const;
const list = (filter = {}, at: Partial<Parameters<typeof listSlashings>[2]> = {}) =>
  listSlashings(database.db, filter, { ...page, ...at });

async function scene() {
  const { owner } = database;
  const operator = (await insertOperator(owner, { name: "Slashed" })).address;
  const avs = (await insertAvs(owner, { name: "Slasher" })).address;
  const strategy = (await insertStrategy(owner)).address;
  const other = (await insertStrategy(owner)).address;
  await insertOperatorSet(owner, avs);
  const slash = async (
    eventId: number | null,
    parts: [strategy: string, wad: string][],
    row: Parameters<typeof insertSlashing>[2] = {},
  ) => {
    const incident = await insertSlashing(owner, operator, { operatorSetId: `${avs}-0`, eventId, ...row });
    for (const [strategyId, wadSlashed] of parts)
      await owner.insert(operatorSlashingAmounts).values({
        slashingIncidentId: incident?.id ?? 0,
        operatorId: operator,
        strategyId,
        wadSlashed,
      });
  };
  const allocatedOn = (snapshotDate: string, strategyId: string, magnitudeUsd: string | null) =>
    insertAllocationDay(
      owner,
      { operatorId: operator, operatorSetId: `${avs}-0`, strategyId },
      { snapshotDate, magnitudeUsd },
    );
  return { owner, operator, avs, strategy, other, slash, allocatedOn };
}
const TENTH = "100000000000000000";

describe("one slashing", () => {
  test("stands once however often it and its amounts are stored", async () => {
    const { strategy, slash, allocatedOn } = await scene();
    await allocatedOn("2026-01-04", strategy, "1000");
    await slash(7, [
      [strategy, TENTH],
      [strategy, TENTH],
    ]);
    await slash(7, [[strategy, TENTH]]);
    const { rows, total } = await list();
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ lostUsd: 100, strategyCount: 1, largestRatio: 0.1 });
    expect(rows[0]?.parts).toHaveLength(1);
  });

  test("without an event number is told apart by set, block and transaction", async () => {
    const { strategy, slash } = await scene();
    for (const [block, transactionHash] of [
      [1, "0xaa"],
      [1, "0xaa"],
      [2, "0xaa"],
      [2, "0xbb"],
    ] as const)
      await slash(null, [[strategy, TENTH]], { slashedAtBlock: block, transactionHash });
    expect((await list()).total).toBe(3);
  });

  test("costs the fraction of what was allocated the day before, and never that of another day", async () => {
    const { strategy, slash, allocatedOn } = await scene();
    await slash(1, [[strategy, "250000000000000000"]]);
    await allocatedOn("2026-01-05", strategy, "99999");
    expect((await list()).rows[0]?.lostUsd).toBeNull();
    await allocatedOn("2026-01-04", strategy, "400");
    expect((await list()).rows[0]?.lostUsd).toBe(100);
  });

  test("keeps the fractions of strategies apart, and is of unknown cost when one of them is", async () => {
    const { strategy, other, slash, allocatedOn, owner } = await scene();
    await insertToken(owner, strategy, "stETH");
    await slash(1, [
      [strategy, TENTH],
      [other, "999999999999999999"],
    ]);
    await allocatedOn("2026-01-04", strategy, "1000");
    const [row] = (await list()).rows;
    expect(row).toMatchObject({ lostUsd: null, strategyCount: 2 });
    expect(row?.parts).toEqual([
      { address: strategy, symbol: "stETH", ratio: 0.1, lostUsd: 100 },
      { address: other, symbol: null, ratio: 1, lostUsd: null },
    ]);
    await allocatedOn("2026-01-04", other, "50");
    expect((await list()).rows[0]?.lostUsd).toBeCloseTo(150, 6);
  });

  test("without any amount stands with nothing known", async () => {
    const { slash } = await scene();
    await slash(1, []);
    expect((await list()).rows[0]).toMatchObject({ parts: [], lostUsd: null, strategyCount: 0 });
  });

  test("hands a hostile reason on as it is, and an empty one as none", async () => {
    const { slash } = await scene();
    await slash(1, [], { description: "</script>\u202egnp" });
    await slash(2, [], { description: "  " });
    const reasons = (await list({}, { dir: "asc" })).rows.map((row) => row.reason);
    expect(reasons).toEqual(["</script>\u202egnp", null]);
  });
});

describe("the list", () => {
  test("sorts by loss as a number with the unknown last either way, and pages without gaps", async () => {
    const { strategy, slash, allocatedOn } = await scene();
    for (const [eventId, day, usd] of [
      [1, "2026-01-02", "9.5"],
      [2, "2026-01-03", "10"],
      [3, "2026-01-04", null],
    ] as const) {
      await allocatedOn(day, strategy, usd);
      const next = `2026-01-0${Number(day.at(-1)) + 1} 12:00:00`;
      await slash(eventId, [[strategy, "1000000000000000000"]], { slashedAt: next });
    }
    const losses = async (dir: "asc" | "desc") =>
      (await list({}, { sort: "loss", dir })).rows.map((row) => row.lostUsd);
    expect(await losses("desc")).toEqual([10, 9.5, null]);
    expect(await losses("asc")).toEqual([9.5, 10, null]);
    const second = await list({}, { sort: "loss", page: 2, perPage: 2 });
    expect(second).toMatchObject({ total: 3, rows: [{ lostUsd: null }] });
    expect(await countSlashings(database.db)).toEqual({
      totalCount: 3,
      operatorCount: 1,
      avsCount: 1,
      lostUsd: 19.5,
      unpricedCount: 1,
    });
  });

  test("narrows to an operator, an AVS, a strategy, words and a range of loss", async () => {
    const { operator, avs, strategy, other, slash, allocatedOn } = await scene();
    await allocatedOn("2026-01-04", strategy, "100");
    await slash(1, [[strategy, TENTH]], { description: "missed 100% of blocks" });
    const totalOf = async (filter: Parameters<typeof listSlashings>[1]) => {
      const { total } = await list(filter);
      expect((await countSlashings(database.db, filter)).totalCount).toBe(total);
      return total;
    };
    expect(await totalOf({ operator, avs, strategy, lostUsd: { min: 10, max: 10 } })).toBe(1);
    expect(await totalOf({ strategy: other })).toBe(0);
    expect(await totalOf({ lostUsd: { min: 10.01 } })).toBe(0);
    expect(await totalOf({ q: "SLASHER slashed" })).toBe(1);
    expect(await totalOf({ q: "100%" })).toBe(1);
    expect(await totalOf({ q: "10_%" })).toBe(0);
  });
});
