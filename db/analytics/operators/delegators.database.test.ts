import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../../testing/databases";
import { presentOfRows } from "../../testing/present";
import { insertCheckpoint, insertOperator, insertStrategy } from "../../testing/rows";
import { insertDelegator, insertDelegatorEvent } from "../../testing/stake";
import type { Bookmark } from "../listing";
import type { ShareValue } from "../stakers/delegator-values";
import {
  countDelegatorsEver,
  countValuedDelegators,
  listDelegatorBands,
  listDelegatorFlow,
  listOperatorDelegators,
} from "./delegators";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
  dollars = (await insertStrategy(database.owner)).address;
  unpriced = (await insertStrategy(database.owner)).address;
});
let [dollars, unpriced] = ["", ""];

const page = { sort: "value", dir: "desc", page: 1, perPage: 50 } as const;
/** Inserts a staker who delegates `usd` dollars: a share is worth 10^-18 of one. */
const worth = (operator: string, usd: string | null, address?: string) =>
  insertDelegator(database.owner, operator, {
    address,
    shares: [usd === null ? { strategy: unpriced } : { strategy: dollars, shares: sharesOf(usd) }],
  });
const sharesOf = (usd: string) => {
  const [whole = "", fraction = ""] = usd.split(".");
  return String(BigInt(whole + fraction.padEnd(18, "0")));
};

const LAST_BLOCK = 2_147_483_647;
const value = {
  fromBlock: 0,
  untilBlock: LAST_BLOCK,
  isUnpriced: false,
  isUpperBound: false,
  exactSince: null,
};
const valuesOf = (operator: string): ShareValue[] => [
  { ...value, operator, strategy: dollars, usd: 1e-18 },
  { ...value, operator, strategy: unpriced, usd: null },
];

describe("listOperatorDelegators", () => {
  test("leaves out who left, sorts by value and not by its text, the unmeasured last", async () => {
    const { address } = await insertOperator(database.owner);
    for (const usd of ["9.5", "10", null]) await worth(address, usd);
    await insertDelegator(database.owner, address, {
      shares: [{ strategy: dollars }],
      row: { isDelegated: false },
    });
    const { rows, total } = await listOperatorDelegators(database.db, address, valuesOf(address), {}, page);
    expect(rows.map((row) => row.valueUsd)).toEqual([10, 9.5, null]);
    expect(total).toBe(3);
  });

  test("pages through ties without repeating or skipping anybody", async () => {
    const { address } = await insertOperator(database.owner);
    const made = await Promise.all([1, 2, 3, 4].map(() => worth(address, "1")));
    const seen: string[] = [];
    for (const number of [1, 2, 3, 4]) {
      const { rows } = await listOperatorDelegators(
        database.db,
        address,
        valuesOf(address),
        {},
        { ...page, page: number, perPage: 1 },
      );
      seen.push(...rows.map((row) => row.address));
    }
    expect(seen).toEqual(made.map((one) => one.address).sort());
  });

  test("goes on behind a row as its pages do, through ties and the unmeasured, and counts no more", async () => {
    const { address } = await insertOperator(database.owner);
    const elsewhere = await insertOperator(database.owner);
    for (const usd of ["1", "2", "2", "2", null, null, "10"]) {
      const staker = await worth(address, usd);
      await worth(elsewhere.address, "5", staker.address);
    }
    for (const sort of ["value", "strategies", "address"] as const)
      for (const dir of ["asc", "desc"] as const) {
        const whole = await listOperatorDelegators(
          database.db,
          address,
          valuesOf(address),
          {},
          { ...page, sort, dir },
        );
        const seen: string[] = [];
        const bookmark: Bookmark = {};
        while (seen.length < whole.total) {
          const isFirst = bookmark.place === undefined;
          const at = { ...page, sort, dir, perPage: 2, bookmark };
          const { rows, total } = await listOperatorDelegators(
            database.db,
            address,
            valuesOf(address),
            { minUsd: undefined },
            at,
          );
          expect(total).toBe(isFirst ? 7 : 0);
          expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(whole.rows[0] ?? {}));
          expect(rows.length).toBeGreaterThan(0);
          seen.push(...rows.map((row) => row.address));
        }
        expect(seen).toEqual(whole.rows.map((row) => row.address));
      }
  });

  test("goes on where it stood though the last row is gone or worth something else by now", async () => {
    const { address } = await insertOperator(database.owner);
    for (const usd of ["5", "4.000000000000000001", "4", "3", null, null, null]) await worth(address, usd);
    const bookmark: Bookmark = {};
    const at = { ...page, perPage: 2, bookmark };
    const next = async () =>
      (await listOperatorDelegators(database.db, address, valuesOf(address), {}, at)).rows;
    const values = async () => (await next()).map((row) => row.valueUsd);
    const [, last] = await next();
    await database.sql`delete from operator_delegators where staker_id = ${last?.address ?? ""}`;
    expect(await values()).toEqual([4, 3]);
    await database.sql`update operator_delegator_shares set shares = 1e20 where shares = 3e18`;
    const [, unknown] = await next();
    await database.sql`update operator_delegators set is_delegated = false where staker_id = ${unknown?.address ?? ""}`;
    expect(await values()).toEqual([null]);
    expect(await values()).toEqual([]);
  });

  test("filters by value, address and asset, the most valuable asset first", async () => {
    const { address } = await insertOperator(database.owner);
    const whale = "0x00000000000000000000000000000000000000ab";
    await insertDelegator(database.owner, address, {
      address: whale,
      shares: [{ strategy: unpriced }, { strategy: dollars, shares: sharesOf("75") }],
    });
    await worth(address, "25");
    for (const filter of [{ minUsd: 50 }, { q: "0x0000" }, { strategy: unpriced }, { q: " 00AB " }]) {
      const { rows, total } = await listOperatorDelegators(
        database.db,
        address,
        valuesOf(address),
        filter,
        page,
      );
      expect(total).toBe(1);
      expect(rows).toMatchObject([
        { address: whale, valueUsd: 75, unknownCount: 1, strategies: [dollars, unpriced] },
      ]);
    }
    const none = await listOperatorDelegators(database.db, address, valuesOf(address), { q: "%" }, page);
    expect(none.total).toBe(0);
  });

  test("values shares by the block that wrote them, and knows who came after a slash", async () => {
    const { address } = await insertOperator(database.owner);
    const slashed: ShareValue[] = [
      { ...value, untilBlock: 0, usd: 1e-18, isUpperBound: true },
      { ...value, fromBlock: 1, untilBlock: 99, usd: 0.5e-18 },
      {
        ...value,
        fromBlock: 100,
        usd: 1e-18,
        isUpperBound: true,
        exactSince: new Date("2026-04-30T20:00:00Z"),
      },
    ].map((one) => ({ ...one, operator: address, strategy: dollars }));
    const come = (usd: string, writtenBlock: number | undefined, delegatedAt: string) =>
      insertDelegator(database.owner, address, {
        shares: [{ strategy: dollars, shares: sharesOf(usd), writtenBlock }],
        row: { delegatedAt },
      });
    await come("8", 50, "2025-01-01 00:00:00");
    await come("7", 100, "2026-05-01 00:00:00");
    await come("6", 100, "2025-01-01 00:00:00");
    await come("5", undefined, "2026-05-01 00:00:00");
    const { rows } = await listOperatorDelegators(database.db, address, slashed, {}, page);
    expect(rows.map(({ valueUsd, isUpperBound }) => [valueUsd, isUpperBound])).toEqual([
      [7, false],
      [6, true],
      [5, true],
      [4, false],
    ]);
  });
});

test("listDelegatorBands puts bounds into the band above and the unmeasured apart", async () => {
  const { address } = await insertOperator(database.owner);
  for (const usd of ["0", "99.99", "100", "1000000", null]) await worth(address, usd);
  const bands = await listDelegatorBands(database.db, address, valuesOf(address));
  expect(bands.map((band) => [band.minUsd, band.delegatorCount, band.valueUsd])).toEqual([
    [0, 2, 99.99],
    [100, 1, 100],
    [1000, 0, 0],
    [10_000, 0, 0],
    [100_000, 0, 0],
    [1_000_000, 1, 1_000_000],
    [null, 1, null],
  ]);
});

test("listDelegatorFlow counts each event once, by week, and none of after the data", async () => {
  const { address } = await insertOperator(database.owner);
  const come = (staker: string, row: object) => insertDelegatorEvent(database.owner, address, staker, row);
  for (const _ of [1, 2])
    await come("0xa1", { eventTimestamp: "2026-06-03 00:00:00", transactionHash: null });
  await come("0xa2", { eventTimestamp: "2026-06-07 23:59:59" });
  await come("0xa3", { eventTimestamp: "2026-06-08 00:00:00", delegationType: "undelegated" });
  for (const delegationType of ["FORCE_UNDELEGATED", "UNDELEGATED"])
    await come("0xa4", { eventTimestamp: "2026-06-08 00:00:00", delegationType });
  await come("0xa5", { eventTimestamp: "2026-07-05 00:00:01" });
  await come("0xa6", { eventTimestamp: "2024-01-01 00:00:00" });
  const present = await presentOfRows(database.owner);
  expect(await listDelegatorFlow(database.db, address, present, 90)).toEqual([
    { weekOn: "2026-06-01", joinedCount: 2, leftCount: 0, forcedCount: 0 },
    { weekOn: "2026-06-08", joinedCount: 0, leftCount: 2, forcedCount: 1 },
  ]);
  expect(await listDelegatorFlow(database.db, address, present, undefined)).toHaveLength(3);
});

test("counts who ever delegated, and who has something of known value now", async () => {
  const { address } = await insertOperator(database.owner, { state: { totalDelegators: 5 } });
  for (const usd of ["1", "2", null]) await worth(address, usd);
  expect(await countDelegatorsEver(database.db, address)).toBe(5);
  expect(await countValuedDelegators(database.db, valuesOf(address))).toBe(2);
});
