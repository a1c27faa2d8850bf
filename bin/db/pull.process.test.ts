import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { freePort } from "../../db/postgres/embedded/server";
import { createAnalyticsTestDatabase } from "../../db/testing/databases";
import { pullAnalytics } from "./pull";

let target: string;
let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
beforeEach(async () => {
  target = await mkdtemp(join(tmpdir(), "pulled-"));
  return async () => await rm(target, { recursive: true });
});
afterAll(() => database.drop());

async function expectCommitted() {
  for (const name of ["schema.ts", "relations.ts"])
    expect(await readFile(join(target, name), "utf8")).toBe(
      await readFile(join("drizzle/analytics", name), "utf8"),
    );
}

it("pulls what is committed, byte for byte", async () => {
  expect(await pullAnalytics({ target })).toEqual(["schema.ts", "relations.ts"]);
  await expectCommitted();
  expect(await pullAnalytics({ target })).toEqual([]);
});

it("pulls the same from a live database, as the owner of its tables", async () => {
  await pullAnalytics({ from: database.ownerUrl, target });
  await expectCommitted();
  await expect(pullAnalytics({ from: database.readerUrl, target })).rejects.toThrow(
    /^This role does not own \d+ of the \d+ tables, so it would not see their keys\./,
  );
});

it("pulls the same from a dump of the schema, and says of a new table that it would change something", async () => {
  const dump = join(target, "dump.sql");
  const contract = await readFile("db/demo/contract.sql", "utf8");
  await writeFile(dump, `\\restrict abc\n${contract}\n\\unrestrict abc\n`);
  await pullAnalytics({ from: dump, target });
  await expectCommitted();
  await writeFile(dump, `${contract}\nCREATE TABLE later (id text PRIMARY KEY);`);
  expect(await pullAnalytics({ from: dump, target, isDryRun: true })).toEqual(["schema.ts"]);
  await expectCommitted();
  await writeFile(dump, "CREATE TABEL x;");
  await expect(pullAnalytics({ from: dump, target })).rejects.toThrow("cannot be loaded: syntax error");
});

it("says in one line, without the password, that nothing answers", async () => {
  const from = `postgresql://owner:secret@127.0.0.1:${await freePort()}/eigenlayer`;
  await expect(pullAnalytics({ from, target })).rejects.toThrow(
    /^Nothing answers at the address of the analytics database\. .*--from\.$/,
  );
});
