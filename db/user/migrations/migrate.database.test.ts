import { execFileSync, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkAnalytics } from "../../analytics/client";
import { describeError } from "../../postgres/describe-error";
import { roles } from "../../postgres/embedded/roles";
import { createAnalyticsTestDatabase, createEmptyTestDatabase } from "../../testing/databases";
import { plantMigrations } from "../../testing/planted-migrations";
import { repairJournal } from "./adopt";
import { checkUserSchema } from "./drift";
import { migrateUsers } from "./migrate";
import { preflight } from "./preflight";
import { checkMigrations, readMigrationState } from "./state";

let empty: Awaited<ReturnType<typeof createEmptyTestDatabase>>;
let sql: postgres.Sql;
let planted: Awaited<ReturnType<typeof plantMigrations>>;
beforeEach(async () => {
  empty = await createEmptyTestDatabase();
  sql = postgres(empty.url("migrator"), { max: 1, onnotice: () => {} });
  planted = await plantMigrations();
});
afterEach(async () => {
  await sql.end();
  await empty.drop();
  await planted.remove();
});

const migrateNow = (options: { version?: string; folder?: string } = {}) =>
  migrateUsers({
    url: empty.url("migrator"),
    applicationRole: roles.application,
    folder: planted.folder,
    ...options,
  });

describe("migrating", () => {
  it("beside the pipeline's tables leaves their reader one that can only read", async () => {
    const analytics = await createAnalyticsTestDatabase();
    await migrateUsers({ url: analytics.adminUrl, applicationRole: roles.application });
    await expect(checkAnalytics(analytics.readerUrl)).resolves.toBeDefined();
    await analytics.drop();
  });

  it("twice at once migrates once", async () => {
    await Promise.all([migrateNow(), migrateNow(), migrateNow()]);
    const [row] = await sql`select count(*)::int as n from eigenwatch_migrations.applied_migrations`;
    expect(row?.n).toBe((await planted.tags()).length);
  });

  it("gives the application its rows, the audit trail to add to, and no table to change", async () => {
    await migrateNow();
    const rights = await sql`
      select c.relname as table, string_agg(p, ' ' order by p) as may
      from pg_class c, unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p
      where c.relnamespace = 'eigenwatch'::regnamespace and c.relkind = 'r'
        and has_table_privilege(${roles.application}, c.oid, p)
      group by 1`;
    const may = Object.fromEntries(rights.map((row) => [row.table, row.may]));
    expect(may.audit_events).toBe("insert select");
    expect(may.users).toBe("delete insert select update");

    const application = postgres(empty.url("application"), { max: 1 });
    await expect(application`create table eigenwatch.mine (id int)`).rejects.toMatchObject({ code: "42501" });
    await application.end();
    expect(await checkMigrations(empty.url("application"))).toEqual([]);
  });

  it("needs no rights of the application's own role, as long as nothing is pending", async () => {
    await migrateNow();
    const asApplication = () =>
      migrateUsers({
        url: empty.url("application"),
        applicationRole: roles.application,
        folder: planted.folder,
      });
    await expect(asApplication()).resolves.toEqual([]);
    await planted.add("0001_more", "create table eigenwatch.more (id int)", 1);
    await expect(asApplication()).rejects.toMatchObject({ code: "42501" });
  });

  it("keeps every row when it comes to an older database, also of what is no longer in the write-ahead log", async () => {
    await planted.keep((tag) => tag < "0004");
    await migrateNow();
    await sql`insert into eigenwatch.users (wallet_address) values (${`0x${"a".repeat(40)}`})`;
    await sql`insert into eigenwatch.rate_limits (key, points, expire) values ('page:192.0.2.1', 7, 1)`;
    const everything = () => sql`select to_jsonb(u) as row from eigenwatch.users u
      union all select to_jsonb(r) from eigenwatch.rate_limits r`;
    const before = await everything();

    await planted.reset();
    await migrateNow();
    // Later migrations add columns.
    expect(await everything()).toMatchObject([...before]);
    const [table] = await sql`select relpersistence as kind from pg_class
      where oid = 'eigenwatch.rate_limits'::regclass`;
    expect(table?.kind).toBe("u");
    const application = postgres(empty.url("application"), { max: 1 });
    await application`update eigenwatch.rate_limits set points = 8`;
    await application.end();
  });

  it("leaves nothing of several migrations when one of them fails", async () => {
    await planted.add("0001_good", "create table eigenwatch.good (id int)", 1);
    await planted.add("0002_bad", "select 1/0", 2);
    await expect(migrateNow()).rejects.toThrow();
    const [row] = await sql`select to_regnamespace('eigenwatch') is null as nothing`;
    expect(row?.nothing).toBe(true);
  });

  it("leaves nothing half done when it is killed, and the next one finishes", async () => {
    await planted.add("0001_slow", "create table eigenwatch.slow (id int); select pg_sleep(60)", 1);
    const script = `import { migrateUsers } from "${process.cwd()}/db/user/migrations/migrate.ts";
      migrateUsers({ url: process.argv[1], folder: process.argv[2] });`;
    const args = [
      "--import",
      "tsx",
      "--input-type=module",
      "-e",
      script,
      empty.url("migrator"),
      planted.folder,
    ];
    const child = spawn(process.execPath, args, { stdio: "inherit" });
    await until(async () => (await sleepers()) > 0);
    child.kill("SIGKILL");
    await until(async () => (await sleepers()) === 0 || Boolean(await endSleepers()));
    const [row] = await sql`select to_regclass('eigenwatch.slow') is null as gone`;
    expect(row?.gone).toBe(true);

    await planted.write("0001_slow", "create table eigenwatch.slow (id int)");
    await migrateNow();
    const [after] = await sql`select to_regclass('eigenwatch.slow') is not null as there`;
    expect(after?.there).toBe(true);
  });

  it("names what was changed after it ran, what was slipped in between, and what is unknown in between", async () => {
    await planted.add("0001_later", "create table eigenwatch.later (id int)", 10);
    await migrateNow();
    await planted.write("0001_later", "create table eigenwatch.later (id bigint)");
    await expect(migrateNow()).rejects.toThrow("Migration 0001_later changed after it ran.");

    await planted.write("0001_later", "create table eigenwatch.later (id int)");
    await planted.add("0002_between", "create table eigenwatch.between (id int)", -5);
    await expect(migrateNow()).rejects.toThrow(
      "Migration 0002_between has not run, although a later one has.",
    );

    await planted.reset();
    await planted.add("0001_other", "create table eigenwatch.other (id int)", 20);
    await expect(migrateNow()).rejects.toThrow(/which is not among those of this version/);
  });
});

describe("the look before a migration", () => {
  it("finds nothing against the role that owns the schema, before it and after", async () => {
    expect((await preflight(empty.url("migrator"))).problems).toEqual([]);
    await migrateNow();
    const { problems, role, lockHolder } = await preflight(empty.url("migrator"));
    expect([problems, role, lockHolder]).toEqual([[], roles.migrator, null]);
  });

  it("names the rights that a role lacks, one that may only read, and the migrator at work", async () => {
    expect((await preflight(empty.url("application"))).problems).toEqual([
      expect.stringMatching(/^Role eigenwatch_app may not create schemas in the database test_/),
    ]);
    await migrateNow();
    await sql`select pg_advisory_lock(4915402026)`;
    const found = await preflight(empty.url("application"));
    expect(found.problems).toEqual([
      expect.stringMatching(
        /^Role eigenwatch_app does not own schema \w+ and \d+ more\. Set MIGRATION_DATABASE_URL/,
      ),
    ]);
    expect(found.lockHolder).toContain("role eigenwatch_migrator");
    await sql`select pg_advisory_unlock(4915402026)`;
    await sql.unsafe(`alter role ${roles.migrator} in database ${new URL(empty.url("migrator")).pathname.slice(1)}
      set default_transaction_read_only = on`);
    expect((await preflight(empty.url("migrator"))).problems).toEqual([
      "Role eigenwatch_migrator may only read: default_transaction_read_only is on.",
    ]);
  });
});

it("a journal that somebody holds locked makes no command hang", async () => {
  await migrateNow();
  const url = empty.url("migrator");
  await sql.begin(async (other) => {
    await other`lock table eigenwatch_migrations.applied_migrations in access exclusive mode`;
    const errors = await Promise.all(
      [
        migrateNow(),
        readMigrationState(url),
        checkUserSchema({ url, applicationRole: roles.application }),
        repairJournal({ url, applicationRole: roles.application, mayWrite: false }),
      ].map((asked) => asked.catch((error: unknown) => error)),
    );
    for (const error of errors.slice(0, 3))
      expect(describeError(error, "user")).toMatch(/^Another session holds a lock in the user database \(/);
    // It may also find the lock of migrators taken by the first.
    expect(errors[3]).toBeInstanceOf(Error);
  });
});

describe("an older version", () => {
  const restricted = "create table eigenwatch.later (id int)";

  it("starts and serves on a database that a newer one only added to, and leaves it as it is", async () => {
    await migrateNow();
    await planted.add("0001_later", restricted);
    await migrateNow();
    await sql.unsafe(`revoke delete on eigenwatch.later from ${roles.application}`);

    expect(await checkMigrations(empty.url("application"))).toEqual([]);
    await expect(migrateNow({ folder: "drizzle/user" })).resolves.toEqual([]);
    const state = await readMigrationState(empty.url("application"));
    expect(state).toMatchObject({ pending: [], problems: [], minimumVersion: null });
    expect(state.newer).toHaveLength(1);
    const [may] =
      await sql`select has_table_privilege(${roles.application}, 'eigenwatch.later', 'delete') as delete`;
    expect(may?.delete).toBe(false);
  });

  it("refuses a database that a contract step has made for newer ones only, in one line", async () => {
    await migrateNow();
    await planted.add(
      "0001_less",
      "-- contract: minimum_version 999.10.0\nalter table eigenwatch.users drop avatar_url",
    );
    await migrateNow({ version: "999.10.0" });
    // The highest counts, whatever the order.
    await planted.add("0002_less", "-- contract: minimum_version 999.9.1\nselect 1", 2);
    await migrateNow({ version: "999.10.0" });

    const line = "The user database needs EigenWatch 999.10.0 or newer; this is 999.9.9.";
    await expect(migrateNow({ folder: "drizzle/user", version: "999.9.9" })).rejects.toThrow(new Error(line));
    expect(await checkMigrations(empty.url("application"))).toEqual([
      expect.stringMatching(/^The user database needs EigenWatch 999\.10\.0 or newer; this is [\d.]+\.$/),
    ]);
    await expect(migrateNow({ version: "999.10.1" })).resolves.toEqual([]);
  });

  it("does not run a contract step that would shut itself out, nor one that is not understood", async () => {
    await planted.add("0001_less", "-- contract: minimum_version 999.0.0\nselect 1");
    await expect(migrateNow()).rejects.toThrow(/^Migration 0001_less is for 999\.0\.0 and later/);
    await planted.write("0001_less", "-- contract: drops a column\nselect 1");
    await expect(migrateNow()).rejects.toThrow('It looks like "-- contract: minimum_version 0.2.0".');
  });
});

it("never rewrites history: the journal only grows", async () => {
  const [journal, files] = [
    JSON.parse(await readFile("drizzle/user/meta/_journal.json", "utf8")),
    await committed(),
  ];
  const entries: { idx: number; tag: string; when: number }[] = journal.entries;
  expect(entries.map((entry) => entry.idx)).toEqual(entries.map((_, index) => index));
  expect(entries.map((entry) => entry.when)).toEqual(
    entries.map((entry) => entry.when).toSorted((a, b) => a - b),
  );
  for (const [index, tag] of files.entries()) expect(entries[index]?.tag).toBe(tag);
});

/** Migrations of the last commit, in order; none outside a git checkout. */
async function committed(): Promise<string[]> {
  try {
    const text = execFileSync("git", ["show", "HEAD:drizzle/user/meta/_journal.json"], {
      stdio: "pipe",
    }).toString();
    return JSON.parse(text).entries.map((entry: { tag: string }) => entry.tag);
  } catch {
    return [];
  }
}

async function sleepers() {
  const [row] = await sql`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and query like '%pg_sleep%' and pid <> pg_backend_pid()`;
  return Number(row?.n);
}

/** Ends connections whose clients are gone. Postgres itself would notice only when it next sends to them. */
async function endSleepers() {
  return await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like '%pg_sleep%' and pid <> pg_backend_pid()`;
}

async function until(holds: () => Promise<boolean>) {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return;
    await setTimeout(50);
  }
  throw new Error("It never came to hold.");
}
