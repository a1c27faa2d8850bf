import { connect, createServer } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from "vitest";
import { operators } from "@/drizzle/analytics/schema";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { insertCheckpoint, insertOperator } from "../testing/rows";
import { cachedPerRun } from "./cached-per-run";
import { connectAnalytics } from "./client";
import { readRun } from "./run";
import { OlderRunError } from "./seen-run";

type Database = Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let newest: Database;
let behind: Database;
beforeAll(async () => {
  [newest, behind] = [await createAnalyticsTestDatabase(), await createAnalyticsTestDatabase()];
  for (const [database, block] of [
    [newest, 200n],
    [behind, 100n],
  ] as const) {
    await insertCheckpoint(database.owner, { lastProcessedBlock: block });
    await insertOperator(database.owner, { address: "0xa" });
  }
  await balance();
});
afterAll(() => Promise.all([newest.drop(), behind.drop()]));

/** The databases that new connections lead to, in order; the last one stays. */
let order: Database[] = [];
let opened: string[] = [];
let balanced: URL;
beforeEach(() => {
  opened = [];
});

/** A balancer before both: it gives each new connection one of them, by the name in its first message. */
async function balance() {
  const nameOf = ({ readerUrl }: Database) => new URL(readerUrl).pathname.slice(1);
  const server = createServer((client) => {
    const database = order.length > 1 ? order.shift() : order[0];
    const name = nameOf(database ?? newest);
    opened.push(database === behind ? "behind" : "newest");
    const upstream = connect(Number(balancedTo.port), balancedTo.hostname);
    client.once("data", (first: Buffer) => {
      upstream.write(Buffer.from(first.toString("latin1").replace(nameOf(newest), name), "latin1"));
      client.pipe(upstream).pipe(client);
    });
    for (const socket of [client, upstream]) socket.on("error", () => {});
  });
  const balancedTo = new URL(newest.readerUrl);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  balanced = new URL(newest.readerUrl);
  // So that the first message names the database.
  balanced.searchParams.set("sslmode", "disable");
  if (address && typeof address === "object") balanced.port = String(address.port);
  afterAll(() => void server.close());
}

let names = 0;
/** Returns a function that asks for an operator by key, as a page of the newest run does. */
async function openReader(max: number) {
  const connection = connectAnalytics(balanced.toString(), { max });
  onTestFinished(connection.close);
  const network = { run: await readRun(newest.db) };
  const ask = cachedPerRun(`replicas ${++names}`, (db, id: string, _: number) =>
    db.select({ id: operators.id }).from(operators).where(eq(operators.id, id)),
  );
  return async (page: number) => await ask({ db: connection.db, network }, "0xa", page);
}

it("leaves a replica that is behind the page's run, and asks on another connection", async () => {
  order = [behind, newest];
  const ask = await openReader(1);
  expect(await ask(1)).toEqual([{ id: "0xa" }]);
  expect(opened).toEqual(["behind", "newest"]);
  expect(await ask(2)).toEqual([{ id: "0xa" }]);
  expect(opened).toHaveLength(2);
});

it("closes no connection that shows the page's run", async () => {
  order = [newest, behind, newest];
  const ask = await openReader(2);
  const pages = Array.from({ length: 20 }, (_, page) => ask(page));
  for (const answer of await Promise.all(pages)) expect(answer).toEqual([{ id: "0xa" }]);
  expect(opened.filter((name) => name === "newest").length).toBeLessThanOrEqual(2);
});

it("refuses where every server is behind, and opens a pool's worth of connections in a second at most", async () => {
  order = [behind];
  const ask = await openReader(2);
  for (let page = 0; page < 10; page++) await expect(ask(page)).rejects.toThrow(OlderRunError);
  expect(opened.length).toBeLessThan(10);
});
