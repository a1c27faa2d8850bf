import { spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { roles } from "../../postgres/embedded/roles";
import { createUserTestDatabase } from "../../testing/databases";
import { plantMigrations } from "../../testing/planted-migrations";
import { migrateUsers } from "./migrate";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let planted: Awaited<ReturnType<typeof plantMigrations>>;
/** Sessions of others: one that reads, one that acts as the application. */
let reader: postgres.Sql;
let application: postgres.Sql;
let logged: string[];
beforeEach(async () => {
  user = await createUserTestDatabase();
  planted = await plantMigrations();
  reader = postgres(user.applicationUrl, { max: 1, connection: { application_name: "a report" } });
  application = postgres(user.applicationUrl, { max: 1 });
  logged = [];
});
afterEach(async () => {
  await Promise.all([reader.end(), application.end(), planted.remove()]);
  await user.drop();
});

type Patience = Parameters<typeof migrateUsers>[0]["patience"];
const migrate = (patience: Patience = {}) =>
  migrateUsers({
    url: user.migratorUrl,
    applicationRole: roles.application,
    folder: planted.folder,
    patience: { milliseconds: 100, pauseMilliseconds: 10, tries: 1000, ...patience },
    log: (line) => logged.push(line),
  });
const exists = async (name: string) =>
  (await user.sql`select to_regclass(${`eigenwatch.${name}`}) is not null as yes`)[0]?.yes;
const isValid = async (name: string) =>
  (await user.sql`select indisvalid from pg_index where indexrelid = to_regclass(${`eigenwatch.${name}`})`)[0]
    ?.indisvalid;
const startedSteps = () => user.sql`select migration from eigenwatch_migrations.started_steps`;
async function until(holds: () => Promise<boolean> | boolean) {
  while (!(await holds())) await setTimeout(10);
}

const addColumn = "alter table eigenwatch.users add column note text";
const createIndex =
  "-- step: concurrently\ncreate index concurrently idx_users_name on eigenwatch.users (display_name)";

describe("a session that reads a table for long", () => {
  /** Reads the table in a transaction that stays open until the returned function is called. */
  async function readUsers() {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    let begun = () => {};
    const reading = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const transaction = reader.begin(async (sql) => {
      await sql`select count(*) from eigenwatch.users`;
      begun();
      await ended;
    });
    await reading;
    return async () => {
      end();
      await transaction;
    };
  }

  it("delays a migration, but not the application behind it", async () => {
    await planted.add("0001_note", addColumn);
    const stopReading = await readUsers();
    const migrating = migrate();
    for (let answers = 0; answers < 5; answers++) {
      const tries = logged.length;
      await application`select count(*) from eigenwatch.users`;
      await until(() => logged.length > tries);
    }
    expect(logged[0]).toMatch(/^A lock is held by .* was rolled back\.$/);
    await stopReading();
    expect(await migrating).toEqual(["0001_note"]);
    expect(logged.length).toBeGreaterThanOrEqual(5);
  });

  it("makes it give up whole in the end, in one line that names the session", async () => {
    await planted.add("0001_first", "create table eigenwatch.first (id int)");
    await planted.add("0002_note", addColumn, 2);
    const stopReading = await readUsers();
    await expect(migrate({ milliseconds: 3000, tries: 1 })).rejects.toThrow(
      /^A lock was not free in 1 tries: it was held by process \d+ of Postgres \(role eigenwatch_app, application "a report"\)\. Nothing of this step was done\./,
    );
    expect(await exists("first")).toBe(false);
    await stopReading();
    expect(await migrate()).toEqual(["0001_first", "0002_note"]);
  });
});

it("gives later statements of a try only the time that is left, since earlier ones hold their locks", async () => {
  const note = "create table eigenwatch.noted as select current_setting('lock_timeout') as left";
  await planted.add("0001_note", `select pg_sleep(0.2);\n--> statement-breakpoint\n${note}`);
  await migrate({ milliseconds: 100 });
  expect(await user.sql`select * from eigenwatch.noted`).toEqual([{ left: "50ms" }]);
});

it("waits for less time than statements of the application that queue behind it may wait", async () => {
  const settings = "select setting::int as milliseconds from pg_settings where name = 'lock_timeout'";
  await planted.add("0001_note", `create table eigenwatch.noted as ${settings}`);
  await migrateUsers({ url: user.migratorUrl, folder: planted.folder });
  const [own] = await user.sql`select * from eigenwatch.noted`;
  const [asked] = await user.db.execute<{ milliseconds: number }>(settings);
  // The last statement of a try may begin at its end.
  expect(Number(own?.milliseconds) + 200).toBeLessThan(Number(asked?.milliseconds));
});

it("waits for another migrator apart, and names it when that takes too long", async () => {
  await planted.add("0001_note", addColumn);
  await user.sql.begin(async (other) => {
    await other`select pg_advisory_xact_lock(4915402026)`;
    await expect(migrate({ otherMigratorMilliseconds: 100 })).rejects.toThrow(
      /^Another migrator has held the lock for 0 s: process \d+ of Postgres \(role eigenwatch_migrator, /,
    );
  });
  expect(logged[0]).toMatch(/^Waiting for another migrator: process \d+/);
  expect(await migrate()).toEqual(["0001_note"]);
});

describe("an index that is built concurrently", () => {
  const twice = "insert into eigenwatch.audit_events (action) values ('a'), ('a')";
  const unique = "create unique index concurrently idx_users_name on eigenwatch.audit_events (action)";

  it("is built once by two migrators, and recorded", async () => {
    await planted.add("0001_note", addColumn);
    await planted.add("0002_index", createIndex, 2);
    await planted.add("0003_more", "create table eigenwatch.more (id int)", 3);
    await Promise.all([migrate(), migrate()]);
    expect(await isValid("idx_users_name")).toBe(true);
    expect(await exists("more")).toBe(true);
    expect(await startedSteps()).toHaveLength(0);
    expect(await migrate()).toEqual([]);
  });

  it("is dropped when the building failed, and nothing is recorded", async () => {
    await user.sql.unsafe(twice);
    await planted.add("0001_index", `-- step: concurrently\n${unique}`);
    await expect(migrate()).rejects.toMatchObject({ code: "23505" });
    expect(await exists("idx_users_name")).toBe(false);
    await user.sql`delete from eigenwatch.audit_events`;
    expect(await migrate()).toEqual(["0001_index"]);
    expect(await isValid("idx_users_name")).toBe(true);
  });

  it("is built again when a killed migrator left it invalid", async () => {
    await planted.add("0001_index", createIndex);
    const migrator = `import { migrateUsers } from "${process.cwd()}/db/user/migrations/migrate.ts";
      migrateUsers({ url: process.argv[1], folder: process.argv[2] });`;
    const flags = ["--import", "tsx", "--input-type=module", "-e", migrator];
    // Building waits for this older transaction, after it has made the index.
    await reader
      .begin(async (older) => {
        await older`update eigenwatch.users set updated_at = now()`;
        const child = spawn(process.execPath, [...flags, user.migratorUrl, planted.folder], {
          stdio: "inherit",
        });
        await until(async () => (await isValid("idx_users_name")) === false);
        child.kill("SIGKILL");
        await user.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
        and application_name = 'eigenwatch-migrate'`;
      })
      .catch(() => {});
    expect(await isValid("idx_users_name")).toBe(false);
    expect(await startedSteps()).toHaveLength(1);

    expect(await migrate()).toEqual(["0001_index"]);
    expect(logged.join()).toContain("Dropping the index eigenwatch.idx_users_name");
    expect(await isValid("idx_users_name")).toBe(true);
    expect(await startedSteps()).toHaveLength(0);
  });

  it("is recorded, and not built again, when the migrator was killed in between", async () => {
    await planted.add(
      "0001_index",
      "-- step: concurrently\ndrop index concurrently if exists eigenwatch.no_such",
    );
    await migrate();
    await planted.add("0002_index", createIndex, 2);
    await user.sql`create index idx_users_name on eigenwatch.users (display_name)`;
    const [before] = await user.sql`select 'eigenwatch.idx_users_name'::regclass::oid as oid`;
    // An index that no migrator began is somebody else's.
    await expect(migrate()).rejects.toMatchObject({ code: "42P07" });
    expect(await migrate()).toEqual(["0002_index"]);
    const [after] = await user.sql`select 'eigenwatch.idx_users_name'::regclass::oid as oid`;
    expect(after).toEqual(before);
  });
});

it("lets a later step use an enum value that a step of its own added", async () => {
  await planted.add("0001_value", "-- step: alone\nalter type eigenwatch.tier add value 'TEAM'");
  await planted.add("0002_use", "alter table eigenwatch.users alter tier set default 'TEAM'", 2);
  expect(await migrate()).toEqual(["0001_value", "0002_use"]);
});

it("repeats a batched statement until it changes no row", async () => {
  await user.sql`insert into eigenwatch.audit_events (action) select 'a' from generate_series(1, 25)`;
  await planted.add(
    "0001_rename",
    `-- step: batched
    update eigenwatch.audit_events set action = 'b'
    where id in (select id from eigenwatch.audit_events where action = 'a' limit 10)`,
  );
  expect(await migrate()).toEqual(["0001_rename"]);
  const rows = await user.sql`select action, count(*)::int, count(distinct xmin::text)::int as transactions
    from eigenwatch.audit_events group by 1`;
  expect(rows).toEqual([{ action: "b", count: 25, transactions: 3 }]);
  expect(logged).toContain("0001_rename: 25 rows.");
});

it.each([
  ["-- step: later\nselect 1", "Known steps are alone, concurrently, batched."],
  ["-- step: batched\nupdate eigenwatch.users set tier = 'PRO'", "its statement has no limit."],
  [
    "-- step: concurrently\ncreate index concurrently on eigenwatch.users (tier)",
    "is concurrent, but is neither",
  ],
  [`${createIndex};\nselect 1`, "is concurrently and may have one statement only."],
])("refuses %j", async (text, problem) => {
  await planted.add("0001_wrong", text);
  await expect(migrate()).rejects.toThrow(problem);
});
