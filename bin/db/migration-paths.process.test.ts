import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { startThrowawayPostgres } from "../../db/postgres/embedded/throwaway";
import { plantMigrations } from "../../db/testing/planted-migrations";
import { checkUserSchema } from "../../db/user/migrations/drift";
import { makeInThrowaway, readSchema } from "../../db/user/migrations/expected-schema";
import { readMigrations } from "../../db/user/migrations/files";
import { migrateUsers } from "../../db/user/migrations/migrate";
import { makeInScratch } from "../../db/user/migrations/scratch-schema";
import { lacksPostgres15, startDebianPostgres } from "../trials/debian";

const stops: (() => Promise<void>)[] = [];
const planted = await plantMigrations();
const tags = await planted.tags();
afterAll(async () => {
  await planted.remove();
  for (const stop of stops) await stop();
});

/** Starts a server, and returns how to open a new database on it. */
async function onServer({ url, stop }: { url: (database: string) => string; stop: () => Promise<void> }) {
  stops.push(stop);
  return async (name: string) => {
    const admin = postgres(url("postgres"), { max: 1 });
    await admin.unsafe(`create database ${name}`).finally(() => admin.end());
    const client = postgres(url(name), { max: 1, onnotice: () => {} });
    stops.unshift(() => client.end());
    return { client, url: url(name) };
  };
}

/** Runs the first migrations only, as an earlier version would. */
async function migrateTo(url: string, count: number) {
  await planted.reset();
  await planted.keep((tag) => tags.indexOf(tag) < count);
  await migrateUsers({ url, folder: planted.folder });
}

/** Writes rows of every kind, as the release before wrote them. */
const ROWS = /* sql */ `
insert into eigenwatch.users (id, wallet_address) select gen_random_uuid(), '0x' || lpad(to_hex(n), 40, '0')
  from generate_series(1, 50) n;
insert into eigenwatch.user_emails (user_id, email) select id, 'a@' || wallet_address from eigenwatch.users;
insert into eigenwatch.user_sessions (user_id, refresh_token_hash, expires_at)
  select id, encode(sha256(wallet_address::bytea), 'hex'), now() + interval '1 day' from eigenwatch.users;
insert into eigenwatch.user_watchlist (user_id, entity_type, entity_id) select id, 'operator', wallet_address from eigenwatch.users;
insert into eigenwatch.user_preferences (user_id) select id from eigenwatch.users;
insert into eigenwatch.rate_limits (key, points, expire) values ('page:192.0.2.1', 7, 1);
insert into eigenwatch.audit_events (action) values ('account.created');`;

async function countRows(client: postgres.Sql) {
  const [row] = await client`select ${client.unsafe(
    [
      "users",
      "user_emails",
      "user_sessions",
      "user_watchlist",
      "user_preferences",
      "rate_limits",
      "audit_events",
    ]
      .map((table) => `(select count(*)::int from eigenwatch.${table}) as ${table}`)
      .join(),
  )}`;
  return row;
}

const expected = await makeInThrowaway(readMigrations(), "reader");

/** Returns the schema that each way of migrating makes. */
async function schemasOn(open: Awaited<ReturnType<typeof onServer>>) {
  const fresh = await open("fresh");
  await fresh.client`create role reader`;
  await migrateTo(fresh.url, tags.length);

  const stepwise = await open("stepwise");
  for (let count = 1; count <= tags.length; count++) await migrateTo(stepwise.url, count);

  const previous = await open("previous");
  await migrateTo(previous.url, tags.length - 1);
  await previous.client.unsafe(ROWS);
  const before = await countRows(previous.client);
  await migrateTo(previous.url, tags.length);
  expect(await countRows(previous.client)).toEqual(before);
  expect(before).toMatchObject({ users: 50, user_sessions: 50 });

  expect(await checkUserSchema({ url: fresh.url, applicationRole: "postgres" })).toEqual({
    problems: [],
    notes: [],
  });
  // A scratch schema on the same server is no other one, after any migration.
  const tables = await fresh.client`select count(*)::int from pg_class`;
  expect(await makeInScratch(fresh.client, readMigrations(), "reader")).toEqual(expected);
  expect(await fresh.client`select count(*)::int from pg_class`).toEqual(tables);
  return await Promise.all([fresh, stepwise, previous].map(({ client }) => readSchema(client)));
}

it("makes the same schema fresh, one at a time, and from the data of the version before, on Postgres 18 and 15", async () => {
  const [fresh, ...others] = await schemasOn(await onServer(await startThrowawayPostgres()));
  expect(fresh?.length).toBeGreaterThan(100);
  for (const schema of others) expect(schema).toEqual(fresh);
  if (lacksPostgres15().length > 0) {
    console.warn("SKIPPED: migrations on Postgres 15, since /usr/lib/postgresql/15 is not there.");
    return;
  }
  for (const schema of await schemasOn(await onServer(await startDebianPostgres())))
    expect(schema).toEqual(fresh);
});
