import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { insertValueDay } from "../testing/exposure";
import {
  insertCheckpoint,
  insertOperator,
  insertOperatorDay,
  insertOperatorStrategy,
  insertStrategy,
} from "../testing/rows";
import { findOperator } from "./operator-overview";
import { listOperators } from "./operators";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
});

const [today, monthAgo] = ["2026-07-05", "2026-06-05"];
/** Shares and dollars of one day; no dollars where the price is not known. */
type Day = [shares: string, tvsUsd: string | null];
type Held = { was?: Day; now?: Day; earlier?: Day };

/**
 * An operator that holds these assets, with the value that they add up to on both days unless told otherwise; `left` is
 * what each is worth now.
 */
async function holding(assets: Held[], { total, left }: { total?: string; left?: string | null } = {}) {
  const sum = (day: "now" | "was") =>
    String(assets.reduce((total, asset) => total + Number(asset[day]?.[1] ?? 0), 0));
  const { address } = await insertOperator(database.owner, { tvsUsd: sum("now") });
  await insertOperatorDay(database.owner, address, { snapshotDate: monthAgo, totalTvs: total ?? sum("was") });
  for (const asset of assets) {
    const strategy = await insertStrategy(database.owner);
    const tvsUsd = left === undefined ? (asset.now?.[1] ?? asset.was?.[1]) : left;
    await insertOperatorStrategy(database.owner, address, strategy.address, { tvsUsd });
    const days = { [today]: asset.now, [monthAgo]: asset.was, "2026-05-01": asset.earlier };
    for (const [snapshotDate, day] of Object.entries(days))
      if (day)
        await insertValueDay(database.owner, address, strategy.address, {
          snapshotDate,
          shares: day[0],
          tvsUsd: day[1],
        });
  }
  return (await findOperator(database.db, address)) ?? { stakeChange30dRatio: undefined };
}

describe("what stake did to an operator's value in 30 days", () => {
  test("is nothing where only the price moved", async () => {
    const operator = await holding([{ was: ["100", "1000"], now: ["100", "900"] }]);
    expect(operator).toMatchObject({ tvsChange30dRatio: -0.1, stakeChange30dRatio: 0 });
  });

  test("is the shares that came, at what a share is worth now", async () => {
    const operator = await holding([
      { was: ["100", "1000"], now: ["110", "880"] },
      { was: ["9.5", "1000"], now: ["9.5", "800"] },
    ]);
    expect(operator.stakeChange30dRatio).toBeCloseTo((10 * 8) / 2000, 12);
  });

  test("counts what went whole at what a share was worth then, though the day has no row of it", async () => {
    const operator = await holding([{ was: ["100", "3000"] }, { was: ["10", "1000"], now: ["10", "2000"] }], {
      left: "0",
    });
    expect(operator.stakeChange30dRatio).toBeCloseTo(-0.75, 12);
    const emptied = await holding([{ was: ["100", "3000"], now: ["0", "0"] }]);
    expect(emptied.stakeChange30dRatio).toBe(-1);
  });

  test("counts what came new at what it is worth now, but not what was only not recorded", async () => {
    const kept: Held = { was: ["10", "1000"], now: ["10", "500"] };
    expect((await holding([kept, { now: ["7", "250"] }])).stakeChange30dRatio).toBeCloseTo(0.25, 12);
    const gap = await holding([kept, { now: ["7", "250"], earlier: ["7", "300"] }]);
    expect(gap.stakeChange30dRatio).toBeNull();
    const unrecorded = await holding([kept, { was: ["7", "250"] }]);
    expect(unrecorded.stakeChange30dRatio).toBeNull();
    const unvalued = await holding([kept, { was: ["7", "250"] }], { left: null });
    expect(unvalued.stakeChange30dRatio).toBeNull();
    const longEmpty = await holding([kept, { was: ["0", "0"] }], { left: null });
    expect(longEmpty.stakeChange30dRatio).toBe(0);
  });

  test("is not known as soon as a price is missing that it takes, and no sooner", async () => {
    const kept: Held = { was: ["10", "1000"], now: ["11", "1100"] };
    const unpriced = async (from: Day, to: Day) =>
      (await holding([kept, { was: from, now: to }], { total: String(1000 + Number(from[1] ?? 0)) }))
        .stakeChange30dRatio;
    expect(await unpriced(["5", null], ["6", null])).toBeNull();
    expect(await unpriced(["5", "10"], ["6", null])).toBeNull();
    expect(await unpriced(["5", null], ["6", "10"])).toBeNull();
    expect(await unpriced(["5", null], ["0", null])).toBeNull();
    expect(await unpriced(["5", null], ["5", null])).toBeCloseTo(0.1, 12);
  });

  test("is not known where the strategies of that day do not add up to its value", async () => {
    const days: Held = { was: ["10", "1000"], now: ["11", "1100"] };
    expect((await holding([days], { total: "1009" })).stakeChange30dRatio).toBeCloseTo(100 / 1009, 12);
    expect((await holding([days], { total: "1011" })).stakeChange30dRatio).toBeNull();
    expect((await holding([{ now: ["11", "1100"] }], { total: "1000" })).stakeChange30dRatio).toBeNull();
    expect((await holding([{ now: ["11", "1100"] }])).stakeChange30dRatio).toBeNull();
  });

  test("takes the newest day of values, up to a week before the data's last", async () => {
    const operator = await holding([{ was: ["10", "1000"], now: ["11", "1100"] }]);
    expect(operator.stakeChange30dRatio).toBeCloseTo(0.1, 12);
    await database.sql`update historical_tvs_snapshots set snapshot_date = '2026-06-28' where snapshot_date = ${today}`;
    const page = { sort: "stake", dir: "desc", page: 1, perPage: 1 } as const;
    const figure = async () => (await listOperators(database.db, {}, page)).rows[0]?.stakeChange30dRatio;
    expect(await figure()).toBeCloseTo(0.1, 12);
    await database.sql`update historical_tvs_snapshots set snapshot_date = '2026-06-27' where snapshot_date = '2026-06-28'`;
    expect(await figure()).toBeNull();
  });

  test("sorts the list, the unknown last either way", async () => {
    await holding([{ was: ["100", "1000"], now: ["110", "880"] }]);
    await holding([{ was: ["100", "1000"], now: ["109.5", "2000"] }]);
    await holding([{ was: ["100", "1000"], now: ["95", null] }]);
    const ratios = async (dir: "asc" | "desc") =>
      (await listOperators(database.db, {}, { sort: "stake", dir, page: 1, perPage: 9 })).rows.map(
        ({ stakeChange30dRatio }) => stakeChange30dRatio?.toFixed(3),
      );
    expect(await ratios("desc")).toEqual(["0.174", "0.080", undefined]);
    expect(await ratios("asc")).toEqual(["0.080", "0.174", undefined]);
  });
});
