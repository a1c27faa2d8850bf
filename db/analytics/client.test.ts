import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operators } from "@/drizzle/analytics/schema";
import { openPool } from "../pool";
import { createAnalyticsTestDatabase } from "../testing";
import { type AnalyticsDb, connectAnalytics } from "./client";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  analytics = await createAnalyticsTestDatabase();
});
afterAll(async () => {
  await analytics.drop();
});

const row = { id: "0x1", address: "0x1" };

/** Never called: the compiler is what is asked. */
function _reads(db: AnalyticsDb) {
  db.select().from(operators);
  db.query.operators.findFirst();
  const some = db.$with("some").as(db.select().from(operators) as never);
  db.with(some).select();
  // @ts-expect-error the pipeline's tables take no insert
  db.insert(operators);
  // @ts-expect-error nor an update
  db.update(operators);
  // @ts-expect-error nor a delete
  db.delete(operators);
  // @ts-expect-error nor a transaction, in which one could write
  db.transaction(async () => {});
  // @ts-expect-error nor SQL of any kind
  db.execute(sql`select 1`);
  // @ts-expect-error nor a write behind a common table expression
  db.with(some).insert(operators);
}

describe("the analytics pool", () => {
  it("cannot write: its sessions are read-only", async () => {
    const pool = openPool(analytics.readerUrl, {}, {});
    await expect(drizzle(pool.client).insert(operators).values(row)).rejects.toMatchObject({
      cause: { code: "25006" },
    });
    await pool.close();
  });

  it("cannot write either once its session says it may", async () => {
    const pool = openPool(analytics.readerUrl, {}, { max: 1 });
    const db = drizzle(pool.client);
    await db.execute(sql`set default_transaction_read_only = off`);
    await expect(db.insert(operators).values(row)).rejects.toMatchObject({ cause: { code: "42501" } });
    await pool.close();
  });

  it("is read-only by itself, even for the owner on a laptop", async () => {
    const connection = connectAnalytics(analytics.ownerUrl);
    const untyped: object = connection.db;
    await expect((untyped as ReturnType<typeof drizzle>).insert(operators).values(row)).rejects.toMatchObject(
      { cause: { code: "25006" } },
    );
    await connection.close();
  });

  it("answers in parallel with more questions than connections", async () => {
    const connection = connectAnalytics(analytics.readerUrl, { max: 2 });
    const counts = await Promise.all(Array.from({ length: 20 }, () => connection.db.$count(operators)));
    expect(counts).toEqual(Array(20).fill(0));
    expect(await connection.ping()).toBeLessThan(1000);
    await connection.close();
  });
});
