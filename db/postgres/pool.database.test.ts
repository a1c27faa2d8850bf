import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { silenceable } from "../testing/silence";
import { DeadlineError } from "./deadline";
import { openPool, type QueryEvent } from "./pool";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  analytics = await createAnalyticsTestDatabase();
});
afterAll(async () => {
  await analytics.drop();
});

describe("a pool", () => {
  it("reports every statement without its parameters", async () => {
    const events: QueryEvent[] = [];
    const pool = openPool(analytics.readerUrl, {}, { onQuery: (event) => events.push(event) });
    await drizzle(pool.client).execute(sql`select ${"secret"}::text`);
    await drizzle(pool.client)
      .execute(sql`select 1/0`)
      .catch(() => {});
    expect(events.map(({ statement, failed }) => [statement, failed])).toEqual([
      ["select $1::text", false],
      ["select 1/0", true],
    ]);
    expect(JSON.stringify(events)).not.toContain("secret");
    await pool.close();
  });

  it("says how many connections are used, and how many callers wait for one", async () => {
    const pool = openPool(analytics.readerUrl, {}, { max: 2 });
    const db = drizzle(pool.client);
    await analytics.sql.begin(async (holder) => {
      await holder`select pg_advisory_xact_lock(15)`;
      const asked = Array.from({ length: 3 }, async () => {
        await db.execute(sql`select pg_advisory_xact_lock(15)`);
      });
      await vi.waitFor(() => expect(pool.usage()).toEqual({ used: 1, waiting: 2, size: 2 }));
      void Promise.all(asked).catch(() => {});
    });
    await vi.waitFor(() => expect(pool.usage()).toEqual({ used: 0, waiting: 0, size: 2 }));
    await pool.close();
  });

  it("lets the server end a statement that is too slow, and goes on", async () => {
    const pool = openPool(analytics.readerUrl, {}, { max: 1, deadlineMilliseconds: 2000 });
    const db = drizzle(pool.client);
    await db.execute(sql`select 1`);
    await expect(db.execute(sql`select pg_sleep(5)`)).rejects.toMatchObject({ cause: { code: "57014" } });
    expect(await db.execute(sql`select 1 as one`)).toMatchObject([{ one: 1 }]);
    await pool.close();
  });

  it("gives up on a connection that went silent, and asks on a fresh one", async () => {
    const proxy = await silenceable(analytics.readerUrl);
    const pool = openPool(proxy.url, {}, { max: 1, deadlineMilliseconds: 1000 });
    const db = drizzle(pool.client);
    await db.execute(sql`select 1`);

    proxy.silence();
    const late = await db.execute(sql`select 2`).catch((error) => error.cause);
    expect(late).toBeInstanceOf(DeadlineError);
    expect(await db.execute(sql`select 3 as three, now()::timestamp as at`)).toMatchObject([
      { three: 3, at: expect.any(String) },
    ]);
    await pool.close();
    proxy.close();
  });

  it("finds out after a quiet while that its connections are dead, and answers all the same", async () => {
    const proxy = await silenceable(analytics.readerUrl);
    const pool = openPool(proxy.url, {}, { max: 2, deadlineMilliseconds: 1500 });
    const db = drizzle(pool.client);
    await Promise.all([db.execute(sql`select 1`), db.execute(sql`select 1`)]);

    proxy.silence();
    await setTimeout(800);
    const asked = [2, 3].map((n) => db.execute(sql`select ${n}::int as n`));
    expect(await Promise.all(asked)).toMatchObject([[{ n: 2 }], [{ n: 3 }]]);
    await pool.close();
    proxy.close();
  });

  it("lets a caller who finds no free connection go at the deadline, without hurting the others", async () => {
    const pool = openPool(analytics.readerUrl, {}, { max: 1, deadlineMilliseconds: 3000 });
    const db = drizzle(pool.client);
    await db.execute(sql`select 1`);
    const sleeps = [db.execute(sql`select pg_sleep(2)`), db.execute(sql`select pg_sleep(2)`)];
    const [first, second] = await Promise.allSettled(sleeps);
    expect(first?.status).toBe("fulfilled");
    expect(second?.status).toBe("rejected");
    expect(await db.execute(sql`select 1 as one`)).toMatchObject([{ one: 1 }]);
    await pool.close();
  });
});

describe("a URL", () => {
  it("with parameters of other programs connects", async () => {
    const pool = openPool(`${analytics.readerUrl}?schema=public&connection_limit=3`, {}, {});
    expect(await drizzle(pool.client).execute(sql`select 1 as one`)).toMatchObject([{ one: 1 }]);
    await pool.close();
  });
});
