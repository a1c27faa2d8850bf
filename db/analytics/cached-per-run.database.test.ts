import { asc, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { operators, pipelineCheckpoints } from "@/drizzle/analytics/schema";
import { deadlineIn, runUntil } from "../postgres/deadline";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { insertCheckpoint, insertOperator } from "../testing/rows";
import type { AnalyticsDb } from "./analytics-db";
import { cachedPerRun, keepAnswers, type ReaderByKey } from "./cached-per-run";
import { connectAnalytics } from "./client";
import { blockOfRun, readRun } from "./run";
import { OlderRunError, RunChangedError, readSeeingRun } from "./seen-run";

const database = await createAnalyticsTestDatabase();
const statements: string[] = [];
const connection = connectAnalytics(database.readerUrl, {
  onQuery: ({ statement }) => statements.push(statement),
});
const { db } = connection;
afterAll(async () => {
  await connection.close();
  await database.drop();
});
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner, { lastProcessedBlock: 100n });
  await insertOperator(database.owner, { address: "0xb" });
  await insertOperator(database.owner, { address: "0xa" });
  statements.length = 0;
});

const addresses = (asked: AnalyticsDb, least: string) =>
  asked
    .select({ id: operators.id, address: operators.address })
    .from(operators)
    .where(eq(operators.id, least))
    .orderBy(asc(operators.id));
let names = 0;
const question = () => cachedPerRun(`test ${++names}`, addresses);
const readerOf = async (change: Partial<ReaderByKey> = {}): Promise<ReaderByKey> => {
  const run = await readRun(database.db);
  return { db, network: { run }, ...change };
};
const nextRun = () =>
  database.owner.update(pipelineCheckpoints).set({ lastProcessedBlock: 200n, lastProcessedAt: "2026-08-01" });

describe("a question that is kept per run", () => {
  test("is one statement for two who ask one after the other, and one for two at once", async () => {
    const [ask, reader] = [question(), await readerOf()];
    const first = await ask(reader, "0xa");
    expect(first).toEqual([{ id: "0xa", address: "0xa" }]);
    expect(await ask(reader, "0xa")).toBe(first);
    expect(statements).toHaveLength(1);
    const both = await Promise.all([ask(reader, "0xb"), ask(reader, "0xb")]);
    expect(both[0]).toBe(both[1]);
    expect(statements).toHaveLength(2);
  });

  test("is not another question, of another name or beside another network", async () => {
    const [ask, reader] = [question(), await readerOf()];
    await ask(reader, "0xa");
    expect(await ask(reader, "0xb")).toEqual([{ id: "0xb", address: "0xb" }]);
    await question()(reader, "0xa");
    await ask(await readerOf(), "0xa");
    expect(statements).toHaveLength(4);
  });

  test("is frozen, for all who ask get the same", async () => {
    const [row] = await question()(await readerOf(), "0xa");
    expect(() => Object.assign(row ?? {}, { id: "0xc" })).toThrow(TypeError);
  });

  test("keeps no failure", async () => {
    let tries = 0;
    const ask = cachedPerRun(`test ${++names}`, async (asked) => {
      if (++tries === 1) throw new Error("away");
      return await addresses(asked, "0xa");
    });
    const reader = await readerOf();
    await expect(ask(reader)).rejects.toThrow("away");
    expect(await ask(reader)).toHaveLength(1);
  });

  test("outlives the request that asked first", async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const ask = cachedPerRun(`test ${++names}`, async (asked) => {
      await gate;
      return await addresses(asked, "0xa");
    });
    const reader = await readerOf();
    const first = runUntil(deadlineIn(1), () => ask(reader));
    const second = runUntil(deadlineIn(60_000), () => ask(reader));
    await expect(first).rejects.toThrow("before the request had to be over");
    go();
    expect(await second).toHaveLength(1);
  });
});

describe("the run of an answer", () => {
  test("is that of its statement: a newer one than the network's is told", async () => {
    const told: unknown[] = [];
    const [ask, reader] = [question(), await readerOf({ onOtherRun: () => told.push(200) })];
    await ask(reader, "0xa");
    await nextRun();
    expect(await ask(reader, "0xa")).toHaveLength(1);
    expect([told, statements.length]).toEqual([[], 1]);
    await ask(reader, "0xb");
    await ask(reader, "0xb");
    expect([told, statements.length]).toEqual([[200, 200], 2]);
    await ask(await readerOf({ onOtherRun: () => told.push(200) }), "0xb");
    expect([told.length, statements.length]).toEqual([2, 3]);
  });

  test("is read again when a newer one was seen than that of the answer, neither of them the network's", async () => {
    const [ask, reader] = [question(), await readerOf()];
    await nextRun();
    await ask(reader, "0xa");
    await database.owner.update(pipelineCheckpoints).set({ lastProcessedBlock: 300n });
    await ask(reader, "0xb");
    await ask(reader, "0xa");
    expect(statements).toHaveLength(3);
  });

  test("is never an older one than the network's: it is read again, and at last refused", async () => {
    const [ask, reader] = [question(), await readerOf()];
    await database.owner.update(pipelineCheckpoints).set({ lastProcessedBlock: 50n });
    await expect(ask(reader, "0xa")).rejects.toThrow(OlderRunError);
    expect(statements).toHaveLength(3);
    await database.owner.update(pipelineCheckpoints).set({ lastProcessedBlock: 100n });
    expect(await ask(reader, "0xa")).toHaveLength(1);
  });

  test("is known where no row was found, and leaves rows of unknowns what they are", async () => {
    const seen = await readSeeingRun(() => addresses(db, "0xc"));
    expect(seen).toEqual({ answer: [], run: await readRun(database.db), implausible: [] });
    const counted = await readSeeingRun(() => db.$count(operators));
    expect(counted).toMatchObject({ answer: 2, run: await readRun(database.db) });
  });

  test("is one for all statements of a question, or it is read anew, and at last refused", async () => {
    let changes = 1;
    const twice = async (asked: AnalyticsDb) => {
      const before = await addresses(asked, "0xa");
      if (changes-- > 0)
        await database.owner.update(pipelineCheckpoints).set({ lastProcessedBlock: BigInt(900 + changes) });
      return [before, await addresses(asked, "0xa")];
    };
    await readSeeingRun(() => twice(db));
    expect(statements).toHaveLength(4);
    changes = 3;
    await expect(readSeeingRun(() => twice(db))).rejects.toThrow(RunChangedError);
  });

  test("of a download is its network's, and nothing of it is kept", async () => {
    const [ask, reader] = [question(), await readerOf({ isDownload: true })];
    await ask(reader, "0xa");
    await ask(reader, "0xa");
    expect(statements).toHaveLength(2);
    await nextRun();
    await expect(ask(reader, "0xa")).rejects.toThrow("The data was updated while it was read.");
  });

  test("names the greatest block of it, and none where it knows none", async () => {
    expect(blockOfRun(await readRun(database.db))).toBe(100);
    await database.owner.update(pipelineCheckpoints).set({ lastProcessedBlock: 0n });
    expect(blockOfRun(await readRun(database.db))).toBeNull();
    await database.empty();
    expect(blockOfRun(await readRun(database.db))).toBeNull();
  });
});

test("what is kept is bounded in bytes: the answer that was not asked for the longest goes first", async () => {
  const find = keepAnswers(3000);
  let reads = 0;
  const read = async () => ({ answer: `${++reads}`.padEnd(1000), run: "run", implausible: [] });
  for (const key of ["a", "b", "a", "c"]) await find(key, "run", read);
  expect(reads).toBe(3);
  await find("a", "run", read);
  expect(reads).toBe(3);
  await find("b", "run", read);
  expect(reads).toBe(4);
});
