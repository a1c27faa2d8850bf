import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createEmptyTestDatabase, createSharedTestDatabase } from "../../db/testing/databases";
import { killDbAt, runDb } from "../testing/run-db";

type Place = Awaited<ReturnType<typeof createEmptyTestDatabase>>;
let source: Place;
let target: Place;
beforeAll(async () => {
  [source, target] = [await createSharedTestDatabase(), await createEmptyTestDatabase()];
});
afterAll(async () => {
  await source.drop();
  await target.drop();
});

const words = () => ["split", "--from", source.url("migrator"), "--to", target.url("migrator")];
const db = (...more: string[]) => runDb({}, ...words(), ...more);
const ask = async (url: string, statement: string) => {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  return await client.unsafe(statement).finally(() => client.end());
};

it("is killed while it copies and while the source is fenced, goes on, and leads back", async () => {
  await ask(
    source.url("migrator"),
    `insert into eigenwatch.users (wallet_address, display_name)
      select '0x' || lpad(to_hex(i), 40, '0'), E'name\\t' || i from generate_series(1, 20000) i`,
  );
  const dry = JSON.parse((await db("--dry-run", "--json")).out);
  expect(dry).toMatchObject({ ok: true, problems: [] });

  await killDbAt(/^users: /, {}, ...words());
  await killDbAt(/refuses writes now/, {}, ...words());
  const { code, out, err } = await db("--json");
  expect([code, err.includes("already has a copy")]).toEqual([0, true]);
  const done = JSON.parse(out);
  const { pathname, host } = new URL(target.url("application"));
  expect(done.urls.USER_DATABASE_URL).toBe(`postgresql://eigenwatch_app:…@${host}${pathname}`);
  const moved = done.tables.find(({ name }: { name: string }) => name === "users");
  expect(moved.copy).toEqual({ rowCount: 20_000, checksum: moved.source.checksum });

  await ask(target.url("application"), "delete from eigenwatch.users where display_name like '%7'");
  const differs = await db("--verify");
  expect([differs.code, differs.out]).toEqual([
    1,
    expect.stringContaining("users: 20000 and 18000 rows, DIFFERENT"),
  ]);
  expect((await db("--finish")).err).toContain("kept for a week");
  expect((await db("--rollback")).code).toBe(0);
  const [row] = await ask(source.url("application"), "select count(*)::int as count from eigenwatch.users");
  expect(row?.count).toBe(18_000);
  await ask(source.url("application"), "update eigenwatch.users set display_name = 'x'");
});

it("says what is wrong in one line", async () => {
  const refused = async (...given: string[]) => (await runDb({}, "split", ...given)).err;
  expect(await refused("--to", "nonsense")).toMatch(/^--to is not a Postgres URL.*\n$/);
  expect(
    await refused(
      "--to",
      target.url("migrator").replace(/\/[^/]*$/, "/absent"),
      "--from",
      source.url("migrator"),
    ),
  ).toMatch(/^The user database does not exist .* or correct --from or --to.\n$/);
  expect(await refused("--to", target.url("migrator"), "--verify", "--finish")).toBe(
    "--verify, --rollback and --finish exclude each other.\n",
  );
});
