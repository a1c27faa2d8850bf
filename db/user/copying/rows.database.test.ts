import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUserTestDatabase } from "../../testing/databases";
import { inSnapshot } from "./checksum";
import { withRows } from "./rows";
import { readTables } from "./tables";

const ROW_COUNT = 3000;

let database: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  database = await createUserTestDatabase();
  await database.sql`insert into eigenwatch.users (wallet_address, avatar_url)
    select '0x' || lpad(to_hex(n), 40, '0'), repeat('x', 2000) from generate_series(1, ${ROW_COUNT}) n`;
});
afterAll(() => database.drop());

/** Reads the users into `take`, and then asks the same connection for something else. */
const readUsers = async (take: (lines: number) => Promise<void>) =>
  await inSnapshot(database.sql, async (snapshot) => {
    const users = (await readTables(snapshot)).find(({ name }) => name === "users");
    if (!users) throw new Error("no users");
    const target = new Writable({
      highWaterMark: 1,
      write: (chunk: Buffer, _, done) => {
        void take(chunk.toString().split("\n").length - 1).then(() => done(), done);
      },
    });
    await withRows(snapshot, users, (rows) => pipeline(rows, target));
    return await snapshot`select count(*)::int as count from eigenwatch.users`;
  });

test("a slow reader gets every row, and the connection answers afterwards", async () => {
  let lines = 0;
  const [row] = await readUsers(async (count) => {
    lines += count;
    await setImmediate();
  });
  expect(lines).toBe(ROW_COUNT);
  expect(row?.count).toBe(ROW_COUNT);
});

test("a reader that fails midway ends the transaction with its own error", async () => {
  await expect(
    readUsers(async () => {
      throw new Error("the disk is full");
    }),
  ).rejects.toThrow("the disk is full");
  expect(await readUsers(async () => {})).toMatchObject([{ count: ROW_COUNT }]);
});

test("a reader that fails after the last row was sent leaves the connection free", async () => {
  await database.sql`delete from eigenwatch.users where id <> (select id from eigenwatch.users limit 1)`;
  await expect(readUsers(() => Promise.reject(new Error("the disk is full")))).rejects.toThrow(
    "the disk is full",
  );
  expect(await readUsers(async () => {})).toMatchObject([{ count: 1 }]);
});
