import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startThrowawayPostgres, type ThrowawayPostgres } from "../postgres/embedded/throwaway";
import { demoScenarios } from "../testing/demo-scenarios";
import { ensureDemo } from "./load";

const scale = 0.002;
let server: ThrowawayPostgres;
const open: Sql[] = [];

beforeAll(async () => {
  server = await startThrowawayPostgres();
});
afterAll(async () => {
  for (const sql of open) await sql.end();
  await server.stop();
});

async function database(name: string) {
  const admin = postgres(server.url("postgres"), { max: 1 });
  await admin.unsafe(`CREATE DATABASE ${name}`);
  await admin.end();
  const sql = postgres(server.url(name), { max: 1, onnotice: () => {} });
  open.push(sql);
  return { sql, url: server.url(name) };
}

const load = (url: string, lines: string[] = [], size = scale) =>
  ensureDemo({ url, scale: size, log: (line) => void lines.push(line) });

async function checksums(sql: Sql) {
  const tables = await sql<
    { name: string }[]
  >`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`;
  const sums: Record<string, string | undefined> = {};
  for (const { name } of tables) {
    const [row] = await sql.unsafe<{ sum: string }[]>(
      `SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) AS sum FROM ${name} t`,
    );
    sums[name] = row?.sum;
  }
  return sums;
}

/** Returns which transactions wrote the present rows, by table; a row that is written again has a newer one. */
const writes = (sql: Sql) => sql`
  SELECT (SELECT array_agg(DISTINCT xmin::text ORDER BY xmin::text) FROM pipeline_checkpoints) AS checkpoints,
    (SELECT array_agg(DISTINCT xmin::text ORDER BY xmin::text) FROM operators) AS operators,
    (SELECT max(xmin::text::bigint) FROM operator_daily_snapshots) AS days`;

/** Returns the columns, keys, indexes and defaults of the public schema, as text. */
async function shape(sql: Sql) {
  return sql`
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull, pg_get_expr(d.adbin, d.adrelid) AS fallback
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'i', 'S') AND a.attnum > 0 ORDER BY 1, a.attnum`.then(
    async (columns) => ({
      columns: [...columns],
      indexes: [
        ...(await sql`SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`),
      ],
      constraints: [
        ...(await sql`
        SELECT conname, pg_get_constraintdef(oid) AS definition, convalidated FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace ORDER BY 1`),
      ],
    }),
  );
}

test("loads equal data twice, in the contract's exact shape", async () => {
  const [one, two, plain] = [await database("one"), await database("two"), await database("plain")];
  expect((await load(one.url)).loaded).toBe(true);
  await load(two.url);
  expect(await checksums(two.sql)).toEqual(await checksums(one.sql));
  await plain.sql.unsafe(readFileSync(fileURLToPath(new URL("./contract.sql", import.meta.url)), "utf8"));
  expect(await shape(one.sql)).toEqual(await shape(plain.sql));
});

test("writes nothing where the same demo stands, and replaces one of another scale", async () => {
  const { url, sql } = await database("again");
  await load(url);
  const before = await writes(sql);
  expect((await load(url)).loaded).toBe(false);
  expect(await writes(sql)).toEqual(before);
  const lines: string[] = [];
  expect((await load(url, lines, 0.001)).loaded).toBe(true);
  expect(lines[0]).toContain("another version or scale");
  expect(
    await sql`SELECT count(*)::int AS n FROM operators WHERE id NOT IN (
    SELECT jsonb_array_elements_text(run_metadata -> 'fictional' -> 'operators') FROM pipeline_checkpoints
  )`,
  ).toEqual([{ n: 2 }]);
});

test("notices a load that was interrupted, and starts over", async () => {
  const { url, sql } = await database("interrupted");
  const stop = new Error("pulled the plug");
  const failing = ensureDemo({
    url,
    scale,
    log: (line) => {
      if (line.includes("computed state")) throw stop;
    },
  });
  await expect(failing).rejects.toBe(stop);
  expect(await sql`SELECT count(*)::int AS n FROM pipeline_checkpoints`).toEqual([{ n: 0 }]);
  const lines: string[] = [];
  expect((await load(url, lines)).loaded).toBe(true);
  expect(lines[0]).toContain("did not finish");
});

test("shows every scenario at a twentieth of the network too", async () => {
  const { url, sql } = await database("twentieth");
  await load(url, [], 0.05);
  const missing: string[] = [];
  for (const [name, query] of Object.entries(demoScenarios))
    if ((await sql.unsafe(query)).length === 0) missing.push(name);
  expect(missing).toEqual([]);
});

test("two loaders at once load once", async () => {
  const { url } = await database("two_at_once");
  const results = await Promise.all([load(url), load(url)]);
  expect(results.map((result) => result.loaded).sort()).toEqual([false, true]);
});

test("leaves a database alone that holds something else", async () => {
  const foreign = await database("not_ours");
  await foreign.sql.unsafe("CREATE TABLE invoices (id int)");
  await expect(load(foreign.url)).rejects.toThrow("not the demo's (invoices)");
  const real = await database("real_pipeline");
  await real.sql.unsafe(readFileSync(fileURLToPath(new URL("./contract.sql", import.meta.url)), "utf8"));
  await real.sql`INSERT INTO pipeline_checkpoints (pipeline_name, last_processed_at, run_metadata) VALUES ('main', now(), '{"run": 1}')`;
  await expect(load(real.url)).rejects.toThrow("real pipeline's rows");
  expect(await real.sql`SELECT pipeline_name FROM pipeline_checkpoints`).toEqual([{ pipeline_name: "main" }]);
});
