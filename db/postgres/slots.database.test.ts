import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { silenceable } from "../testing/silence";
import { isUnreachable } from "./connection-errors";
import { DeadlineError, deadlineIn, runUntil } from "./deadline";
import { openPool } from "./pool";
import { withTransactionName } from "./transaction-name";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  analytics = await createAnalyticsTestDatabase();
});
afterAll(async () => {
  await analytics.drop();
});

const reasonOf = async (work: PromiseLike<unknown>): Promise<unknown> =>
  await work.then(
    () => undefined,
    (error: unknown) => error,
  );

const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await setTimeout(20);
};

/**
 * Runs work while `operators` is locked; `waiting` counts its waiting queries. Ends when all returned promises
 * have settled.
 */
async function whileLocked(work: (waiting: () => Promise<number>) => Promise<Promise<unknown>[]>) {
  const asked = await analytics.sql.begin(async (transaction) => {
    await transaction`lock table operators in access exclusive mode`;
    const waiting = async () => {
      const [row] =
        await transaction`select count(*)::int as n from pg_locks join pg_database on pg_database.oid = database
          where datname = current_database() and not granted`;
      return Number(row?.n);
    };
    return { left: await work(waiting) };
  });
  await Promise.all(asked.left);
}

describe("a statement", () => {
  it("that waits for a locked table leaves connections to the others, however many ask it", async () => {
    const pool = openPool(analytics.readerUrl, {}, { max: 4, deadlineMilliseconds: 100_000 });
    await whileLocked(async (waiting) => {
      const locked = Array.from({ length: 8 }, () =>
        reasonOf(pool.client.unsafe("select count(*) from operators")),
      );
      await until(async () => (await waiting()) === 2);
      for (let n = 0; n < 5; n++)
        expect(await pool.client.unsafe("select $1::int as n", [n])).toMatchObject([{ n }]);
      expect(await waiting()).toBe(2);
      return locked;
    });
    await pool.close();
  });

  it("leaves connections to others when several statements wait for the locked table at once", async () => {
    const pool = openPool(analytics.readerUrl, {}, { max: 10, deadlineMilliseconds: 20_000 });
    await whileLocked(async (waiting) => {
      let settled = 0;
      const locked = ["count(*)", "max(id)", "min(id)"].flatMap((what) =>
        Array.from({ length: 5 }, () =>
          reasonOf(pool.client.unsafe(`select ${what} from operators`)).finally(() => settled++),
        ),
      );
      await until(async () => (await waiting()) === 8);
      for (let n = 0; n < 5; n++)
        expect(await pool.client.unsafe("select count(*)::int as n from avs")).toMatchObject([{ n: 0 }]);
      expect([await waiting(), settled]).toEqual([8, 0]);
      return locked;
    });
    await pool.close();
  });

  it("that has waited for long shares half of the pool with all others that have", async () => {
    const pool = openPool(analytics.readerUrl, {}, { max: 6, deadlineMilliseconds: 100_000 });
    const whats = ["count(*)", "max(id)", "min(id)"];
    await whileLocked(async (waiting) => {
      const ask = (what: string) => reasonOf(pool.client.unsafe(`select ${what} from operators`));
      const slow = whats.map(ask);
      await until(async () => (await waiting()) === 3);
      // Longer than a statement may run and not count as slow.
      await setTimeout(1000);
      const more = [...whats, ...whats].map(ask);
      // One more than half, so that all waiting queries get their turn.
      await until(async () => (await waiting()) === 4);
      for (let n = 0; n < 5; n++)
        expect(await pool.client.unsafe("select count(*)::int as n from avs")).toMatchObject([{ n: 0 }]);
      expect(await waiting()).toBe(4);
      return [...slow, ...more];
    });
    await pool.close();
  });

  it("that is too slow three times is refused for a moment, and no other with it", async () => {
    const pool = openPool(analytics.readerUrl, {}, { max: 8, deadlineMilliseconds: 3000 });
    await Promise.all([1, 2, 3, 4].map((n) => pool.client.unsafe(`select ${n}`)));
    const slow = () => reasonOf(pool.client.unsafe("select pg_sleep(30)"));
    for (const error of await Promise.all([slow(), slow(), slow()]))
      expect(error).toMatchObject({ code: "57014" });
    const refused = await slow();
    expect(refused).toMatchObject({ name: "RestError" });
    expect(isUnreachable(refused)).toBe(true);
    expect(await pool.client.unsafe("select 1 as one")).toMatchObject([{ one: 1 }]);
    await setTimeout(1100);
    expect(await slow()).toMatchObject({ code: "57014" });
    await pool.close();
  });

  it("waits for a free connection no longer than pool_timeout says", async () => {
    const pool = openPool(
      `${analytics.readerUrl}?pool_timeout=1`,
      {},
      { max: 1, deadlineMilliseconds: 9000 },
    );
    const first = pool.client.unsafe("select pg_sleep(3)").then(() => "answered");
    await setTimeout(100);
    const second = await reasonOf(pool.client.unsafe("select 2"));
    expect(second).toMatchObject({
      name: "DeadlineError",
      message: "No connection was free within 1000 ms.",
    });
    expect(await first).toBe("answered");
    await pool.close();
  });
});

describe("a request", () => {
  it("costs one deadline when the database stops answering, however many questions it asks", async () => {
    const relay = await silenceable(analytics.readerUrl);
    const pool = openPool(relay.url, {}, { max: 4, deadlineMilliseconds: 2000 });
    await pool.client.unsafe("select 1");
    relay.freeze();
    const errors = await runUntil(deadlineIn(2000), async () => {
      const found: unknown[] = [];
      for (let n = 0; n < 5; n++) found.push(await reasonOf(pool.client.unsafe(`select ${n}`)));
      return found;
    });
    for (const error of errors) expect(error).toBeInstanceOf(DeadlineError);
    const NOTHING_LEFT = "The request ran out of time before it could query the database.";
    for (const error of errors.slice(1)) expect(error).toMatchObject({ message: NOTHING_LEFT });
    relay.close();
    await pool.close();
  });

  it("that has no time left asks nothing", async () => {
    const asked: string[] = [];
    const onQuery = ({ statement, failed }: { statement: string; failed: boolean }) =>
      void asked.push(`${statement} ${failed}`);
    const pool = openPool(analytics.readerUrl, {}, { max: 1, onQuery });
    const error = await reasonOf(runUntil(deadlineIn(0), () => pool.client.unsafe("select 1").then()));
    expect(error).toBeInstanceOf(DeadlineError);
    expect(asked).toEqual(["select 1 true"]);
    await pool.close();
  });
});

describe("a transaction", () => {
  it("has slots and a breaker by its name, and begins with one only", async () => {
    const pool = openPool(analytics.readerUrl, {}, { max: 4, deadlineMilliseconds: 20_000 });
    const begin = (name: string, statement: string) =>
      reasonOf(
        withTransactionName(name, () =>
          pool.client.begin((transaction) => transaction.unsafe(statement).then(() => {})),
        ),
      );
    await whileLocked(async (waiting) => {
      const locked = [1, 2, 3, 4, 5].map(() => begin("locked", "select count(*) from operators"));
      await until(async () => (await waiting()) === 2);
      for (let n = 0; n < 3; n++) expect(await begin("other", "select 1")).toBeUndefined();
      expect(await waiting()).toBe(2);
      return locked;
    });
    const slow = () => begin("slow", "set local statement_timeout = 100; select pg_sleep(30)");
    for (let n = 0; n < 3; n++) expect(await slow()).toMatchObject({ code: "57014" });
    expect(await slow()).toMatchObject({ name: "RestError" });
    expect(await begin("other", "select 1")).toBeUndefined();
    expect(await reasonOf(pool.client.begin(async () => {}))).toMatchObject({
      message: "Begin a transaction with inTransaction, which gives it a name.",
    });
    await pool.close();
  });
});
