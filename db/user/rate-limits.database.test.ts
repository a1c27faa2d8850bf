import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { insertAccount } from "../testing/accounts";
import { createUserTestDatabase } from "../testing/databases";
import { LIMIT_STORES, type TestStore } from "../testing/limit-stores";
import { deleteAccount } from "./export";
import { sweepRateLimits } from "./jobs/sweeps";
import { openRateLimits, type RateLimits } from "./rate-limits";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let limits: RateLimits;
beforeAll(async () => {
  user = await createUserTestDatabase();
  limits = openRateLimits(user.applicationUrl);
});
afterAll(async () => {
  await limits.close();
  await user.drop();
});
beforeEach(async () => {
  await user.sql`truncate eigenwatch.rate_limits`;
});

const add = (key: string, points: number) => limits.addExactly([{ key, points, windowMilliseconds: 60_000 }]);
const keys = async () =>
  (await user.sql`select key from eigenwatch.rate_limits order by key`).map(({ key }) => key);

describe.each(LIMIT_STORES)("counting $where", ({ start }) => {
  let stored: TestStore;
  beforeAll(async () => {
    stored = await start();
  });
  afterAll(async () => await stored.drop());
  beforeEach(async () => await stored.empty());

  it("adds to many keys at once, and says of each how it stands", async () => {
    const { addExactly } = stored.store;
    const added = (key: string, points: number) => ({ key, points, windowMilliseconds: 60_000 });
    await addExactly([added("b", 5)]);
    const totals = await addExactly(["a", "b", "c"].map((key) => added(key, 2)));
    expect(Object.fromEntries(totals.map(({ key, points }) => [key, points]))).toEqual({ a: 2, b: 7, c: 2 });
    for (const { isAdded, endsInMilliseconds } of totals) {
      expect(isAdded).toBe(true);
      expect(endsInMilliseconds).toBeGreaterThan(0);
      expect(endsInMilliseconds).toBeLessThanOrEqual(60_000);
    }
  });

  it("adds nothing to a key that is full, and begins anew when its window is over", async () => {
    const add = (points: number) =>
      stored.store.addExactly([{ key: "a", points, windowMilliseconds: 60_000, mostPoints: 10 }]);
    expect(await add(8)).toMatchObject([{ key: "a", points: 8, isAdded: true }]);
    expect(await add(4)).toMatchObject([{ key: "a", points: 12, isAdded: true }]);
    expect(await add(1)).toMatchObject([{ key: "a", points: 12, isAdded: false }]);
    await stored.endWindows();
    expect(await add(1)).toMatchObject([{ key: "a", points: 1, isAdded: true }]);
  });
});

describe("a statement", () => {
  it("waits for no other statement in a circle, whatever the order of the keys", async () => {
    const names = Array.from({ length: 200 }, (_, index) => `key ${index}`);
    const ask = (order: string[]) =>
      limits[order === names ? "addExactly" : "addShared"](
        order.map((key) => ({ key, points: 1, windowMilliseconds: 60_000 })),
      );
    for (let times = 0; times < 10; times++) await Promise.all([ask(names), ask(names.toReversed())]);
    const rows = await user.sql`select distinct points from eigenwatch.rate_limits`;
    expect(rows.map(({ points }) => points)).toEqual([20]);
  });

  it("uses two connections of its own, with synchronous_commit off", async () => {
    await Promise.all([add("a", 1), limits.addShared([{ key: "b", points: 1, windowMilliseconds: 1000 }])]);
    const rows = await user.sql`select application_name as name from pg_stat_activity
      where datname = current_database() and application_name like 'eigenwatch-%-limits' order by 1`;
    expect(rows.map(({ name }) => name)).toEqual(["eigenwatch-exact-limits", "eigenwatch-shared-limits"]);
  });
});

describe("the table", () => {
  it("writes no row to the write-ahead log", async () => {
    const admin = postgres(user.adminUrl, { max: 1, onnotice: () => {} });
    try {
      await admin`create extension pg_walinspect`;
      // A message that is flushed, since only what has reached the disk can be inspected.
      const position = async () =>
        String((await admin`select pg_logical_emit_message(false, 'test', '', true) as at`)[0]?.at);
      const recordsSince = async (start: string) => {
        const end = await position();
        // Records name the blocks that they change as "rel tablespace/database/relation"; Postgres tidies its own too.
        const [row] = await admin`select count(*)::int as n from
          pg_get_wal_records_info(${start}::pg_lsn, ${end}::pg_lsn), pg_database d, pg_class c
          where datname = current_database() and relnamespace = 'eigenwatch'::regnamespace
            and block_ref like '%/' || d.oid || '/' || pg_relation_filenode(c.oid) || ' %'`;
        return Number(row?.n);
      };
      await add("warm", 1);
      let start = await position();
      for (let times = 0; times < 50; times++) await add(`key ${times % 10}`, 1);
      await sweepRateLimits(user.db);
      expect(await recordsSince(start)).toBe(0);
      start = await position();
      await insertAccount(user.db);
      expect(await recordsSince(start)).toBeGreaterThan(0);
    } finally {
      await admin.end();
    }
  });

  it("loses the rows whose window is over, and no other", async () => {
    await add("young", 1);
    await add("old", 1);
    await user.sql`update eigenwatch.rate_limits set expire = ${Date.now() - 1} where key = 'old'`;
    await sweepRateLimits(user.db);
    expect(await keys()).toEqual(["young"]);
  });

  it("loses what an account was counted for when the account is deleted, and nothing of others", async () => {
    const [gone, stays] = [await insertAccount(user.db), await insertAccount(user.db)];
    const keysOf = ({ id, address }: typeof gone) => [
      `free:${id}`,
      `codePair:${id}@some-hash`,
      `verifyWallet:${address}@192.0.2.1`,
    ];
    for (const key of [...keysOf(gone), ...keysOf(stays), "page:192.0.2.1"]) await add(key, 1);
    await deleteAccount(user.db, gone.id);
    expect(await keys()).toEqual([...keysOf(stays), "page:192.0.2.1"].toSorted());
  });
});
