import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { silenceable } from "../testing/silence";
import { isUnreachable } from "./connection-errors";
import { DeadlineError, deadlineIn, runUntil } from "./deadline";
import { openPool } from "./pool";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  analytics = await createAnalyticsTestDatabase();
});
afterAll(async () => {
  await analytics.drop();
});

const reasonOf = (work: PromiseLike<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a statement", () => {
  it("that waits for a locked table leaves connections to the others, however many ask it", async () => {
    const pool = openPool(analytics.readerUrl, {}, { max: 4, deadlineMilliseconds: 9000 });
    await analytics.sql.begin(async (transaction) => {
      await transaction`lock table operators in access exclusive mode`;
      const locked = Array.from({ length: 8 }, () =>
        reasonOf(pool.client.unsafe("select count(*) from operators")),
      );
      const waiting = async () => {
        const [row] =
          await transaction`select count(*)::int as n from pg_locks join pg_database on pg_database.oid = database
          where datname = current_database() and not granted`;
        return Number(row?.n);
      };
      for (let tries = 0; tries < 100 && (await waiting()) < 2; tries++) await setTimeout(20);
      for (let n = 0; n < 5; n++)
        expect(await pool.client.unsafe("select $1::int as n", [n])).toMatchObject([{ n }]);
      expect(await waiting()).toBe(2);
      await transaction`rollback`;
      await Promise.all(locked);
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
    expect(refused).toMatchObject({ isBrokenCircuitError: true });
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
    const began = performance.now();
    const errors = await runUntil(deadlineIn(2000), async () => {
      const found: unknown[] = [];
      for (let n = 0; n < 5; n++) found.push(await reasonOf(pool.client.unsafe(`select ${n}`)));
      return found;
    });
    expect(performance.now() - began).toBeLessThan(4000);
    for (const error of errors) expect(error).toBeInstanceOf(DeadlineError);
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
