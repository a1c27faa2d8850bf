import { createHash } from "node:crypto";
import { sql as statement } from "drizzle-orm";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { roles } from "../../postgres/embedded/roles";
import { insertAccount, insertEmail } from "../../testing/accounts";
import { createEmptyTestDatabase, createSharedTestDatabase } from "../../testing/databases";
import { connectUser, type UserConnection } from "../client";
import { auditEvents, userEmails, users, userWatchlist } from "../schema";
import { finish, type Pair, planSplit, rollBack, split, verify, withPair } from "./split";

const HOSTILE = [
  "tab\there",
  "line\nbreak\r\n",
  "back\\slash \\N \\.",
  "'quotes\" $1",
  "e\u0301 \u202e 👩‍👩‍👧 \u2028",
  "\\N",
];

let [source, target] = [undefined, undefined] as unknown as [Place, Place];
let app: UserConnection;
beforeEach(async () => {
  [source, target] = [
    openPlace(await createSharedTestDatabase()),
    openPlace(await createEmptyTestDatabase()),
  ];
  app = connectUser(source.url("application"));
});
afterEach(async () => {
  await app.close();
  for (const place of [source, target]) {
    await Promise.all([place.sql.end(), place.application.end()]);
    await place.drop();
  }
});

type Place = ReturnType<typeof openPlace>;
function openPlace(database: Awaited<ReturnType<typeof createEmptyTestDatabase>>) {
  const open = (url: string) => postgres(url, { max: 1, onnotice: () => {} });
  return { ...database, sql: open(database.url("migrator")), application: open(database.url("application")) };
}

const withBoth = async <T>(work: (pair: Pair) => Promise<T>, log: (line: string) => void = () => {}) =>
  await withPair({ fromUrl: source.url("migrator"), toUrl: target.url("migrator"), log }, work);

/** Returns the accounts of a database, read apart from the code under test. */
async function rowsOf({ sql }: Place) {
  const tables = await sql`select table_name as name from information_schema.tables
    where table_schema = 'eigenwatch' and table_name <> 'rate_limits' order by 1`;
  const all: Record<string, string> = {};
  for (const { name } of tables) {
    const rows = await sql.unsafe(`select to_jsonb(t)::text as row from eigenwatch.${name} t order by t.id`);
    const hash = createHash("sha256").update(rows.map(({ row }) => row).join("\n"));
    all[name] = `${rows.length} ${hash.digest("hex")}`;
  }
  return all;
}

async function fillSource(count: number) {
  const made: { id: string; address: string }[] = [];
  for (let number = 0; number < count; number++) {
    const name = HOSTILE[number % HOSTILE.length] ?? null;
    const account = await insertAccount(app.db, { displayName: name });
    await insertEmail(app.db, account.id, `a${number}@example.org`, { isPrimary: true });
    await insertEmail(app.db, account.id, `b${number}@example.org`);
    await app.db
      .insert(userWatchlist)
      .values({ userId: account.id, entityType: "avs", entityId: account.address });
    await app.db
      .insert(auditEvents)
      .values({ actorId: account.id, action: "profile.changed", detail: { name } });
    made.push(account);
  }
  return made;
}

const REFUSED = { code: "25006" };
const touch = (place: Place) => place.application`update eigenwatch.users set updated_at = now()`;

describe("a split", () => {
  it("moves hostile texts, grants, triggers and the journal, and only then opens the target", async () => {
    const [account] = await fillSource(HOSTILE.length);
    const before = await rowsOf(source);
    const { tables, roles: using } = await withBoth(split);
    expect(tables.find(({ name }) => name === "user_emails")?.copy.rowCount).toBe(2 * HOSTILE.length);
    expect(using).toEqual([roles.application]);
    expect(await rowsOf(target)).toEqual(before);
    expect(await rowsOf(source)).toEqual(before);

    await expect(touch(source)).rejects.toMatchObject(REFUSED);
    await expect(source.sql`delete from eigenwatch.users`).rejects.toMatchObject(REFUSED);
    expect(await source.application`select id from eigenwatch.users`).toHaveLength(HOSTILE.length);
    await source.application`insert into eigenwatch.rate_limits (key) values ('reading goes on')`;

    await touch(target);
    await expect(target.application`delete from eigenwatch.audit_events`).rejects.toMatchObject({
      code: "42501",
    });
    await target.application`delete from eigenwatch.users where id = ${account?.id ?? ""}`;
    const trail =
      await target.sql`select actor_id from eigenwatch.audit_events where action = 'account.deleted'`;
    expect([...trail]).toEqual([{ actor_id: null }]);
    expect(await target.sql`select hash from eigenwatch_migrations.applied_migrations order by id`).toEqual(
      await source.sql`select hash from eigenwatch_migrations.applied_migrations order by id`,
    );
    // The pipeline's tables stay where they are.
    expect(await target.sql`select to_regclass('public.operators') as name`).toMatchObject([{ name: null }]);
    await source.application`select 1`;
  });

  it("loses no write that was acknowledged while it ran", async () => {
    await fillSource(30);
    const acknowledged: string[] = [];
    let ended: unknown;
    const write = async () => {
      for (let number = 0; ; number++) {
        const { id } = await insertAccount(app.db, { displayName: `during ${number}` });
        acknowledged.push(id);
        if (number % 3 === 0) await app.db.delete(users).where(statement`id = ${acknowledged.shift()}`);
        await app.db
          .update(users)
          .set({ displayName: `again ${number}` })
          .where(statement`random() < 0.1`);
      }
    };
    const writing = write().catch((error: unknown) => {
      ended = error;
    });
    await withBoth(split);
    await writing;
    expect(ended).toMatchObject({ cause: REFUSED });
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(await rowsOf(target)).toEqual(await rowsOf(source));
    // A row may have been written of which the writer was not told, but none the other way round.
    const there = new Set((await target.sql`select id from eigenwatch.users`).map(({ id }) => id));
    expect(acknowledged.filter((id) => !there.has(id)).length).toBeLessThanOrEqual(1);
  });

  it("that dies while it copies leaves an empty target, and starts again", async () => {
    await fillSource(5);
    const dies = (line: string) => {
      if (line.startsWith("user_emails")) throw new Error("killed");
    };
    await expect(withBoth(split, dies)).rejects.toThrow("killed");
    expect(await target.sql`select from eigenwatch.users`).toHaveLength(0);
    await touch(source);
    await withBoth(split);
    expect(await rowsOf(target)).toEqual(await rowsOf(source));
  });

  it("that dies with the source fenced is called off, and later copies only what changed", async () => {
    const [first, second, third] = await fillSource(8);
    const dies = (line: string) => {
      if (line.includes("refuses writes now")) throw new Error("killed");
    };
    await expect(withBoth(split, dies)).rejects.toThrow("killed");
    await expect(touch(source)).rejects.toMatchObject(REFUSED);
    await expect(touch(target)).rejects.toMatchObject(REFUSED);
    await withBoth(rollBack);

    // The primary address changes, an address moves to another account, and an account goes.
    const of = (id?: string) => statement`user_id = ${id}`;
    await app.db.update(userEmails).set({ isPrimary: false }).where(of(first?.id));
    await app.db.update(userEmails).set({ isPrimary: true }).where(statement`email = 'b0@example.org'`);
    await app.db.delete(userEmails).where(of(second?.id));
    await app.db
      .update(userEmails)
      .set({ email: "b1@example.org" })
      .where(statement`email = 'a0@example.org'`);
    await app.db.update(users).set({ displayName: "moved" }).where(statement`id = ${first?.id}`);
    await app.db.delete(users).where(statement`id = ${third?.id}`);
    await insertAccount(app.db, { displayName: HOSTILE[1] });

    const lines: string[] = [];
    await withBoth(split, (line) => lines.push(line));
    expect(lines.join("\n")).toContain("already has a copy");
    expect(await rowsOf(target)).toEqual(await rowsOf(source));
    await touch(target);
  });

  it("to a target that was altered since is refused, and can be called off", async () => {
    await fillSource(3);
    const dies = (line: string) => {
      if (line.includes("refuses writes now")) throw new Error("killed");
    };
    await expect(withBoth(split, dies)).rejects.toThrow("killed");
    const admin = postgres(target.url("superuser"), { max: 1 });
    await admin.unsafe(`create function cut() returns trigger language plpgsql as
      $$ begin new.display_name = 'cut'; return new; end $$`);
    await admin.unsafe(
      `create trigger refuse_writes_no before insert on eigenwatch.users for each row execute function cut()`,
    );
    await admin.end();
    await expect(withBoth(split)).rejects.toThrow("The schemas differ");
    await withBoth(rollBack);
    await touch(source);
    await expect(touch(target)).rejects.toMatchObject(REFUSED);
  });

  it("is refused for a target with accounts, without a role, or that is the source", async () => {
    await fillSource(1);
    await expect(
      withPair({ fromUrl: source.url("migrator"), toUrl: source.url("superuser"), log: () => {} }, split),
    ).rejects.toThrow("are the same database");
    const other = openPlace(await createSharedTestDatabase());
    const filled = connectUser(other.url("application"));
    await insertAccount(filled.db);
    await filled.close();
    await expect(
      withPair({ fromUrl: source.url("migrator"), toUrl: other.url("migrator"), log: () => {} }, split),
    ).rejects.toThrow("--to already has rows in users.");
    await Promise.all([other.sql.end(), other.application.end()]);
    await other.drop();
    await expect(
      withPair({ fromUrl: source.url("application"), toUrl: target.url("migrator"), log: () => {} }, split),
    ).rejects.toThrow("does not own");
    const plan = await withBoth(planSplit);
    expect(plan.problems).toEqual([]);
    expect(plan.rows).toContainEqual({ name: "users", rowCount: 1 });
    expect(await target.sql`select to_regnamespace('eigenwatch') as name`).toMatchObject([{ name: null }]);
  });
});

describe("after a split", () => {
  it("a second one says so, and both can be compared", async () => {
    await fillSource(2);
    await withBoth(split);
    expect((await withBoth(split)).tables).toEqual([]);
    expect((await withBoth(verify)).every(({ source: a, copy: b }) => a.checksum === b.checksum)).toBe(true);
    await touch(target);
    const different = (await withBoth(verify)).filter(({ source: a, copy: b }) => a.checksum !== b.checksum);
    expect(different.map(({ name }) => name)).toEqual(["users"]);
  });

  it("rolling back brings what was written since, and it can be split again", async () => {
    const [first] = await fillSource(3);
    await withBoth(split);
    await target.application`delete from eigenwatch.users where id = ${first?.id ?? ""}`;
    await target.application`update eigenwatch.users set display_name = 'new'`;
    await withBoth(rollBack);
    expect(await rowsOf(source)).toEqual(await rowsOf(target));
    expect(await source.sql`select distinct display_name from eigenwatch.users`).toMatchObject([
      { display_name: "new" },
    ]);
    await expect(touch(target)).rejects.toMatchObject(REFUSED);
    await touch(source);
    await expect(withBoth(rollBack)).rejects.toThrow("nothing to roll back");
    await withBoth(split);
    await touch(target);
    await expect(touch(source)).rejects.toMatchObject(REFUSED);
    expect(await source.sql`select display_name from eigenwatch.users`).toHaveLength(2);
  });

  it("is never opened again by an earlier split once the accounts went on to a third database", async () => {
    await fillSource(2);
    await withBoth(split);
    const third = openPlace(await createEmptyTestDatabase());
    const between = <T>(from: Place, to: Place, work: (pair: Pair) => Promise<T>) =>
      withPair({ fromUrl: from.url("migrator"), toUrl: to.url("migrator"), log: () => {} }, work);
    try {
      await between(target, third, split);
      await expect(withBoth(split)).rejects.toThrow("The accounts of --to were moved to");
      await expect(withBoth(rollBack)).rejects.toThrow("The accounts of --to were moved to");
      for (const place of [source, target]) await expect(touch(place)).rejects.toMatchObject(REFUSED);
      await touch(third);
      await between(target, third, rollBack);
      await withBoth(rollBack);
      await touch(source);
      for (const place of [target, third]) await expect(touch(place)).rejects.toMatchObject(REFUSED);
    } finally {
      await Promise.all([third.sql.end(), third.application.end()]);
      await third.drop();
    }
  });

  it("the old copy is dropped after a week and not before, and the pipeline's tables stay", async () => {
    await fillSource(1);
    const drop = (isDryRun = false) => withBoth((pair) => finish(pair, { isDryRun }));
    await expect(drop()).rejects.toThrow("was not moved");
    await withBoth(split);
    await expect(drop()).rejects.toThrow("kept for a week");
    const [row] =
      await source.sql`select obj_description('eigenwatch_migrations.refuse_writes'::regproc) as text`;
    const standing = JSON.parse(row?.text);
    standing.since = new Date(Date.parse(standing.since) - 7 * 24 * 3600_000).toISOString();
    await source.sql.unsafe(
      `comment on function eigenwatch_migrations.refuse_writes() is '${JSON.stringify(standing)}'`,
    );
    await drop(true);
    expect(await source.sql`select from eigenwatch.users`).toHaveLength(1);
    await drop();
    expect(
      await source.sql`select to_regnamespace('eigenwatch') as a, to_regnamespace('eigenwatch_migrations') as b,
      (select count(*)::int from pg_class where relname = 'operators' and relnamespace = to_regnamespace('public')) as c`,
    ).toMatchObject([{ a: null, b: null, c: 1 }]);
    expect(await target.sql`select from eigenwatch.users`).toHaveLength(1);
  });
});
