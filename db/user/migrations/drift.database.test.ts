import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { roles } from "../../postgres/embedded/roles";
import { createUserTestDatabase } from "../../testing/databases";
import { plantMigrations } from "../../testing/planted-migrations";
import { repairJournal } from "./adopt";
import { checkUserSchema } from "./drift";
import { migrateUsers } from "./migrate";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
const planted = await plantMigrations();
beforeEach(async () => {
  user = await createUserTestDatabase();
});
afterEach(async () => {
  await planted.reset();
  await user.drop();
});
afterAll(planted.remove);

const place = () => ({
  url: user.migratorUrl,
  applicationRole: roles.application,
  folder: planted.folder,
});

describe("the check of the user schema", () => {
  it("finds nothing to say about a database that was migrated", async () => {
    expect(await checkUserSchema(place())).toEqual({ problems: [], notes: [] });
  });

  it("names everything that was changed by hand", async () => {
    await user.sql.unsafe(`
      drop index eigenwatch.idx_users_wallet_address;
      alter table eigenwatch.users drop column avatar_url;
      alter table eigenwatch.users alter column stripe_customer_id type varchar(80);
      alter table eigenwatch.user_watchlist drop constraint user_watchlist_entity_id_check;
      alter type eigenwatch.theme add value 'sepia';
      drop trigger forget_account on eigenwatch.users;
      create or replace function eigenwatch.announce_account_change() returns trigger language plpgsql as 'begin return null; end';
      alter table eigenwatch.rate_limits set logged;
      grant delete on eigenwatch.audit_events to ${roles.application};
      revoke select on eigenwatch.users from ${roles.application};
      create table eigenwatch.novelties (id int);
    `);
    const { problems, notes } = await checkUserSchema(place());
    expect(problems.toSorted()).toEqual([
      "Column users.avatar_url is missing.",
      'Column users.stripe_customer_id differs: it is "character varying(80)", expected "text".',
      "Constraint user_watchlist.user_watchlist_entity_id_check is missing.",
      "Constraint users.users_avatar_url_check is missing.",
      "Function eigenwatch.announce_account_change differs.",
      "Index idx_users_wallet_address of eigenwatch.users is missing.",
      'Role eigenwatch_app has the rights "delete, insert, select" on table eigenwatch.audit_events, expected "insert, select".',
      'Role eigenwatch_app has the rights "delete, insert, update" on table eigenwatch.users, expected "delete, insert, select, update".',
      expect.stringMatching(/^Table rate_limits differs: /),
      "Trigger forget_account of eigenwatch.users is missing.",
      'Type theme differs: it is "system, light, dark, sepia", expected "system, light, dark".',
    ]);
    expect(notes).toContain("Table novelties is unknown to this version.");
  });

  it("takes no default right of the server for an expected one", async () => {
    const byDefault = (verb: "grant" | "revoke", rights: string) =>
      user.sql.unsafe(`alter default privileges for role ${roles.migrator} ${verb} ${rights}
        ${verb === "grant" ? "to" : "from"} ${roles.application}`);
    await byDefault("grant", "delete on tables");
    await byDefault("grant", "execute on functions");
    const before = await checkUserSchema(place());
    await user.sql.unsafe(`grant delete on eigenwatch.audit_events to ${roles.application}`);
    const { problems } = await checkUserSchema(place());
    await byDefault("revoke", "delete on tables");
    await byDefault("revoke", "execute on functions");
    expect(before).toEqual({ problems: [], notes: [] });
    expect(problems).toEqual([expect.stringContaining("on table eigenwatch.audit_events")]);
  });

  it("leaves nothing behind, holds up nobody, and works for a role that may not create a schema", async () => {
    await planted.add(
      "9998_index",
      "-- step: concurrently\ncreate index concurrently later on eigenwatch.users (id)",
    );
    await migrateUsers(place());
    // A reader and a writer keep their locks on live tables meanwhile.
    await user.sql.begin(async (writer) => {
      await writer`insert into eigenwatch.audit_events (action) values ('a')`;
      await writer`lock table eigenwatch.users in exclusive mode`;
      expect(await checkUserSchema(place())).toEqual({ problems: [], notes: [] });
    });
    const schemas = () =>
      user.sql`select nspname from pg_namespace where nspname like 'eigenwatch%' order by 1`;
    expect((await schemas()).map(({ nspname }) => nspname)).toEqual([
      "eigenwatch",
      "eigenwatch_jobs",
      "eigenwatch_migrations",
    ]);

    expect(await checkUserSchema({ ...place(), url: user.applicationUrl })).toEqual({
      problems: [],
      notes: [],
    });
  });

  it("names an index that is not valid", async () => {
    await user.sql.unsafe(`insert into eigenwatch.audit_events (action) values ('a'), ('a')`);
    await user.sql.unsafe("drop index eigenwatch.idx_audit_events_created_at");
    await user.sql
      .unsafe(
        "create unique index concurrently idx_audit_events_created_at on eigenwatch.audit_events (action)",
      )
      .catch(() => {});
    const { problems } = await checkUserSchema(place());
    expect(problems).toEqual([
      expect.stringMatching(
        /^Index idx_audit_events_created_at of eigenwatch.audit_events differs: .* invalid/,
      ),
    ]);
  });
});

describe("the repair of the journal", () => {
  const journal = () =>
    user.sql`select hash, created_at from eigenwatch_migrations.applied_migrations order by id`;
  const repair = (mayWrite = true) => repairJournal({ ...place(), mayWrite });

  it("has nothing to do for a sound one", async () => {
    expect(await repair()).toMatchObject({ adoptable: [], obstacles: [], isDone: false });
  });

  it("records what the live schema proves to have run, when asked to, and no more", async () => {
    const before = await journal();
    await user.sql`delete from eigenwatch_migrations.applied_migrations where id in (2, 5)`;
    await user.sql`update eigenwatch_migrations.applied_migrations set hash = 'edited' where id = 3`;
    const found = await repair(false);
    expect(found).toMatchObject({ obstacles: [], isDone: false });
    expect(found.adoptable.map((tag) => tag.slice(0, 4))).toEqual(["0001", "0002", "0004"]);
    expect(await journal()).not.toEqual(before);

    await planted.add("9999_pending", "alter table eigenwatch.users add column later text");
    expect(await repair()).toMatchObject({
      isDone: true,
      state: { problems: [], pending: ["9999_pending"] },
    });
    expect(await journal()).toEqual(before);
    expect(await migrateUsers(place())).toEqual(["9999_pending"]);
  });

  it("makes a lost journal anew", async () => {
    const before = await journal();
    await user.sql`drop schema eigenwatch_migrations cascade`;
    expect(await repair()).toMatchObject({ isDone: true, state: { problems: [], pending: [] } });
    expect(await journal()).toEqual(before);
  });

  it("changes nothing where the live schema is another one, and says how", async () => {
    await user.sql`delete from eigenwatch_migrations.applied_migrations where id = 2`;
    await user.sql`drop index eigenwatch.idx_users_wallet_address`;
    const { obstacles, isDone } = await repair();
    expect(isDone).toBe(false);
    expect(obstacles).toContain("Index idx_users_wallet_address of eigenwatch.users is missing.");
  });

  it("takes no step on trust that changes rows, nor one of another version", async () => {
    await planted.add("9998_rows", "update eigenwatch.users set display_name = null where false");
    const last = "alter table eigenwatch.users add column later text";
    await planted.add("9999_later", last, 2);
    await user.sql.unsafe(last);
    expect((await repair()).obstacles).toEqual([
      "Migration 9998_rows changes rows, and whether it did is not to be seen in the schema.",
    ]);
    await planted.reset();
    await user.sql`alter table eigenwatch.users drop column later`;
    await user.sql`insert into eigenwatch_migrations.applied_migrations (hash, created_at) values ('x', 1)`;
    expect((await repair()).obstacles.join()).toContain("whose changes the live schema does not show");
  });
});
