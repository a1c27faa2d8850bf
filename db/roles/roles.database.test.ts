import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { roles } from "../postgres/embedded/roles";
import { startThrowawayPostgres } from "../postgres/embedded/throwaway";
import {
  createAnalyticsTestDatabase,
  createSharedTestDatabase,
  createUserTestDatabase,
} from "../testing/databases";
import { migrateUsers } from "../user/migrations/migrate";
import { checkRoles, warnOfRights } from "./check";
import { roleStatements } from "./statements";

type Dropped = { drop: () => Promise<void> };
let dropped: Dropped[] = [];
const later = <T extends Dropped>(database: T) => {
  dropped.push(database);
  return database;
};
beforeEach(() => {
  dropped = [];
});
afterEach(async () => {
  for (const { drop } of dropped) await drop();
});

const asAdmin = async (url: string, statement: string) => {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  await admin.unsafe(statement).finally(() => admin.end());
};
const nothing = { tooMany: [], tooFew: [] };

describe("the roles of the embedded databases", () => {
  it("have the least that they need, in two databases and in one", async () => {
    const [analytics, user] = [
      later(await createAnalyticsTestDatabase()),
      later(await createUserTestDatabase()),
    ];
    expect(await checkRoles(analytics.readerUrl, { reader: roles.reader })).toMatchObject([nothing]);
    const names = { application: roles.application, migrator: roles.migrator };
    expect(await checkRoles(user.applicationUrl, names)).toMatchObject([nothing, nothing]);
    expect(await warnOfRights("application", user.applicationUrl)).toBeUndefined();
    const shared = later(await createSharedTestDatabase());
    expect(await checkRoles(shared.url("application"), { ...names, reader: roles.reader })).toMatchObject([
      nothing,
      nothing,
      nothing,
    ]);
  });

  it("are told each right that is too many", async () => {
    const shared = later(await createSharedTestDatabase());
    await asAdmin(
      shared.url("superuser"),
      `grant usage on schema eigenwatch to ${roles.reader};
       grant select (wallet_address) on eigenwatch.users to ${roles.reader};
       grant select on eigenwatch.user_emails to ${roles.reader};
       grant update, delete, truncate on eigenwatch.audit_events to ${roles.application};
       grant select on public.operators to ${roles.application};
       grant create on schema public to ${roles.application};
       grant insert, select on public.operators to ${roles.migrator}`,
    );
    const names = { reader: roles.reader, application: roles.application, migrator: roles.migrator };
    const [reader, application, migrator] = await checkRoles(shared.url("application"), names);
    expect(reader?.tooMany).toEqual([
      "select on eigenwatch.user_emails",
      "some columns: select on eigenwatch.users",
      "usage on schema eigenwatch",
    ]);
    expect(application?.tooMany).toEqual([
      "create on schema public",
      "select on public.operators",
      "update, delete, truncate on eigenwatch.audit_events",
    ]);
    expect(migrator?.tooMany).toEqual(["select, insert on public.operators"]);
    expect([reader, application, migrator].flatMap((one) => one?.tooFew)).toEqual([]);
    expect(await warnOfRights("application", shared.url("application"))).toBe(
      "Warning: the application role eigenwatch_app has more than it needs (create on schema public; select on " +
        "public.operators and 1 more). `npm run db -- roles --check` names all.",
    );
  });

  it("are told each right that is too few", async () => {
    const [analytics, user] = [
      later(await createAnalyticsTestDatabase()),
      later(await createUserTestDatabase()),
    ];
    await asAdmin(analytics.adminUrl, `revoke select on operators, avs from ${roles.reader}`);
    await asAdmin(
      user.adminUrl,
      `revoke delete, insert on eigenwatch.users from ${roles.application};
       revoke usage on schema eigenwatch_migrations from ${roles.application}`,
    );
    expect(await checkRoles(analytics.readerUrl, { reader: roles.reader })).toMatchObject([
      { tooMany: [], tooFew: ["select on public.avs", "select on public.operators"] },
    ]);
    expect(
      await checkRoles(user.migratorUrl, { application: roles.application, monitor: "no_such" }),
    ).toMatchObject([
      {
        tooMany: [],
        tooFew: ["insert, delete on eigenwatch.users", "usage on schema eigenwatch_migrations"],
      },
      { tooMany: [], tooFew: ["the role does not exist"] },
    ]);
    expect(await checkRoles(user.migratorUrl, { application: "postgres" })).toMatchObject([
      { tooMany: ["attribute superuser: it may do everything"], tooFew: [] },
    ]);
  });
});

it("a role whose settings are undone in this database is told each of them", async () => {
  const analytics = later(await createAnalyticsTestDatabase());
  const inDatabase = `alter role ${roles.reader} in database ${new URL(analytics.adminUrl).pathname.slice(1)} set`;
  for (const setting of ["jit = on", "statement_timeout = 0", "default_transaction_read_only = off"])
    await asAdmin(analytics.adminUrl, `${inDatabase} ${setting}`);
  expect(await checkRoles(analytics.readerUrl, { reader: roles.reader })).toMatchObject([
    {
      tooFew: ["setting default_transaction_read_only", "setting statement_timeout", "setting jit = off"],
    },
  ]);
});

it.each([true, false])(
  "the printed SQL makes roles that have the least they need (one database: %s)",
  async (isOneDatabase) => {
    const server = await startThrowawayPostgres();
    later({ drop: server.stop });
    const names = { reader: "r", application: "An App", migrator: "m", monitor: "watch" };
    const sql = roleStatements({
      analyticsDatabase: "facts",
      userDatabase: isOneDatabase ? "facts" : "accounts",
      isOneDatabase,
      roles: names,
    }).replaceAll("…", "p");
    await asAdmin(server.url("postgres"), "create database facts");
    await asAdmin(server.url("facts"), "create table operators (id text)");
    for (const part of sql.split("\n\n"))
      for (const statement of part.split(";\n"))
        await asAdmin(server.url(/^-- Inside/.test(part) ? "facts" : "postgres"), statement);
    const url = new URL(server.url(isOneDatabase ? "facts" : "accounts"));
    [url.username, url.password] = ["m", "p"];
    await migrateUsers({ url: url.toString(), applicationRole: names.application });
    expect(await checkRoles(server.url("facts"), { reader: "r" })).toMatchObject([nothing]);
    const { application, migrator, monitor } = names;
    expect(await checkRoles(url.toString(), { application, migrator, monitor })).toMatchObject([
      nothing,
      nothing,
      nothing,
    ]);
  },
);
