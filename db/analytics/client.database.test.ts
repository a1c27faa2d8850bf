import { createConnection, createServer } from "node:net";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operators } from "@/drizzle/analytics/schema";
import { freePort } from "../postgres/embedded/server";
import { openPool } from "../postgres/pool";
import { createAnalyticsTestDatabase } from "../testing/databases";
import type { AnalyticsDb } from "./analytics-db";
import { connectAnalytics } from "./client";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  analytics = await createAnalyticsTestDatabase();
});
afterAll(async () => {
  await analytics.drop();
});

const row = { id: "0x1", address: "0x1" };

/** Never called: it only has to compile. */
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
    const connection = connectAnalytics(analytics.ownerUrl, { allowWritable: true });
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

  it("answers nothing to a role that could write", async () => {
    const connection = connectAnalytics(analytics.ownerUrl);
    const asked = () => connection.db.select().from(operators);
    await expect(asked()).rejects.toMatchObject({ cause: { name: "WritableError" } });
    await expect(connection.ping()).rejects.toThrow(/The analytics role can write/);
    await connection.close();
  });

  it("looks at the role before the first answer, however late the database comes", async () => {
    const port = await freePort();
    const lateUrl = (text: string) => Object.assign(new URL(text), { host: `127.0.0.1:${port}` }).toString();
    const writer = connectAnalytics(lateUrl(analytics.ownerUrl), { deadlineMilliseconds: 2000 });
    const reader = connectAnalytics(lateUrl(analytics.readerUrl), { deadlineMilliseconds: 2000 });
    for (const { ping } of [writer, reader]) await expect(ping()).rejects.not.toThrow(/can write/);

    const { hostname, port: real } = new URL(analytics.ownerUrl);
    const relay = createServer((near) => {
      const far = createConnection(Number(real), hostname);
      near.pipe(far).pipe(near);
      for (const end of [near, far]) end.on("error", () => end.destroy());
    });
    await new Promise<void>((done) => relay.listen(port, "127.0.0.1", done));
    await expect(writer.ping()).rejects.toThrow(/The analytics role can write/);
    expect(await reader.db.select().from(operators)).toEqual([]);
    await Promise.all([writer.close(), reader.close()]);
    relay.close();
  });
});
