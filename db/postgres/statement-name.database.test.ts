import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findStaker } from "../analytics/stakers/stakers";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "../testing/databases";
import { connectUser, inTransaction } from "../user/client";
import { findSession } from "../user/sessions";
import { openClient } from "./client";
import { nameOf, withName, withStatementName } from "./statement-name";

let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
});
afterAll(async () => {
  await Promise.all([analytics.drop(), user.drop()]);
});

/** Returns the last statements of an application's connections, as the database's own view shows them. */
async function seen(adminUrl: string, applicationName: string) {
  const admin = openClient(adminUrl, { applicationName: "eigenwatch-watcher" });
  const rows = await admin.unsafe(
    "select query from pg_stat_activity where application_name = $1 and datname = current_database()",
    [applicationName],
  );
  await admin.end();
  return rows.map(({ query }) => String(query));
}

test("the database's own view names a statement by its verb and table, or by its read", async () => {
  const id = "00000000-0000-4000-8000-000000000001";
  const applicationName = "eigenwatch-named";
  const { db, close } = connectUser(user.applicationUrl, { max: 1, applicationName });
  await findSession(db, id);
  expect(await seen(user.adminUrl, applicationName)).toEqual([
    expect.stringMatching(/^select \/\* select user_sessions \*\/ /),
  ]);
  await withStatementName("a read", async () => await db.execute(sql`select 1`));
  expect(await seen(user.adminUrl, applicationName)).toEqual(["select /* a_read */ 1"]);
  await close();
  await findStaker(analytics.db, "0x00000000000000000000000000000000000000aa");
  expect((await seen(analytics.adminUrl, "eigenwatch")).join("\n")).toMatch(/\/\* findStaker \*\//);
});

test("a transaction names its statements, also in a savepoint", async () => {
  const said: unknown[] = [];
  await inTransaction(user.db, "profile.update", async (transaction) => {
    const mine = sql`select query from pg_stat_activity where pid = pg_backend_pid()`;
    said.push(...(await transaction.execute(mine)));
    await transaction.transaction(async (inner) => said.push(...(await inner.execute(mine))));
  });
  expect(said).toEqual(
    Array(2).fill({ query: expect.stringMatching(/^select \/\* profile\.update \*\/ query/) }),
  );
});

test("behind a pooler and prepared, a statement has one text, and so one plan", async () => {
  const client = openClient(user.applicationUrl);
  for (const id of [1, 2]) await client.unsafe("select $1::int as one", [id], { prepare: true });
  const plans = await client.unsafe(
    "select statement from pg_prepared_statements where statement like '%as one'",
  );
  expect(plans.map(({ statement }) => statement)).toEqual(["select /* select */ $1::int as one"]);
  await client.end();
});

test.each([
  ['select "id" from "eigenwatch"."users" where "id" = $1', "select users"],
  ["insert into eigenwatch.rate_limits as kept (key) values ($1)", "insert rate_limits"],
  ['update "eigenwatch"."users" set "tier" = $1', "update users"],
  ["delete from eigenwatch.nonces where id in (select id from eigenwatch.nonces)", "delete nonces"],
  ["with a as (insert into eigenwatch.audit_events (id) values (1)) select 1 from a", "insert audit_events"],
  ['select 1 from "operators" for update skip locked', "select operators"],
  ["select extract(epoch from now()) from (select 1)", "select"],
  ["select 1", "select"],
])("%s is named %s", (statement, name) => {
  expect(nameOf(statement)).toBe(name);
});

test("a name cannot end its comment, and what is no statement of data has none", () => {
  expect(withStatementName("*/ drop table x; /*", () => withName("select 1"))).toBe(
    "select /* ___drop_table_x____ */ 1",
  );
  expect(withName("create table x ()")).toBe("create table x ()");
});
