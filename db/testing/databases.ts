import { randomBytes } from "node:crypto";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { inject } from "vitest";
import * as schema from "@/drizzle/analytics/schema";
import { connectAnalytics } from "../analytics/client";
import { openDatabaseToUsers, type RoleKey, roles } from "../postgres/embedded/roles";
import { hasOneDatabase } from "../postgres/env";
import { connectUser } from "../user/client";
import { openRateLimits } from "../user/rate-limits";
import { startTestPostgres, type TestPostgres } from "./test-postgres";

/** The owner's connection to a test database, which writes as the pipeline does. */
export type Owner = ReturnType<typeof drizzle<typeof schema>>;

/**
 * Creates an empty analytics database from a template: `db` reads as the reader, `owner` and `sql` write as the
 * pipeline. Call `drop` at the end. With `isAlone` it never holds accounts, for tests that make their schema themselves.
 */
export async function createAnalyticsTestDatabase({ isAlone = false } = {}) {
  const { url, drop } = await openHalf("analytics", isAlone);
  const readerUrl = url("reader");
  const ownerUrl = url("owner");
  const connection = connectAnalytics(readerUrl, { max: 4 });
  const sql = postgres(ownerUrl, { max: 2, onnotice: () => {} });
  const ownerClient = postgres(ownerUrl, { max: 2, onnotice: () => {} });
  const owner: Owner = drizzle(ownerClient, { schema });
  const cleaner = postgres(url("superuser"), { max: 1, connection: { session_replication_role: "replica" } });
  return {
    db: connection.db,
    owner,
    sql,
    readerUrl,
    ownerUrl,
    adminUrl: url("superuser"),
    /** Deletes every row. Truncating the contract's tables, which reference each other, takes far longer. */
    empty: async () => {
      const tables = await cleaner`select format('delete from %I', relname) as statement from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r'`;
      await cleaner.unsafe(tables.map(({ statement }) => statement).join(";"));
    },
    drop: async () => {
      await Promise.all([connection.close(), sql.end(), ownerClient.end(), cleaner.end()]);
      await drop();
    },
  };
}

/**
 * Creates a user database with every migration and no rows: `db` is the application's connection, `sql` the
 * migrator's.
 */
export async function createUserTestDatabase() {
  const { url, drop } = await openHalf("users");
  const connection = connectUser(url("application"));
  const rateLimits = openRateLimits(url("application"));
  const sql = postgres(url("migrator"), { max: 2, onnotice: () => {} });
  return {
    db: connection.db,
    rateLimits,
    sql,
    applicationUrl: url("application"),
    migratorUrl: url("migrator"),
    adminUrl: url("superuser"),
    /** Ends an application's connections, by its name, as a restart of the database would. */
    cutOff: async (application: string) => {
      const admin = postgres(url("superuser"), { max: 1 });
      await admin`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = ${application} and datname = current_database()`;
      await admin.end();
    },
    /** Sets something for new sessions of the application in this database alone: "statement_timeout = 0". */
    setForApplication: async (setting: string) => {
      const admin = postgres(url("superuser"), { max: 1 });
      const [row] = await admin`select current_database() as name`;
      await admin.unsafe(`alter role ${roles.application} in database ${row?.name} set ${setting}`);
      await admin.end();
    },
    /** Makes the database read-only for new sessions, as a standby is, and ends those of an application. */
    makeReadOnly: async (application: string) => {
      const admin = postgres(url("superuser"), { max: 1 });
      const [row] = await admin`select current_database() as name`;
      await admin.unsafe(`alter database ${row?.name} set default_transaction_read_only = on`);
      await admin`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = ${application} and datname = current_database()`;
      await admin.end();
    },
    drop: async () => {
      await Promise.all([connection.close(), rateLimits.close(), sql.end()]);
      await drop();
    },
  };
}

let own: TestPostgres | undefined;

/**
 * Starts a Postgres that this test file alone uses, for tests that freeze or restart it: all others run beside them on one.
 * Call `stop` at the end.
 */
export async function useOwnPostgres() {
  const started = await startTestPostgres();
  own = started;
  return {
    stop: async () => {
      own = undefined;
      await started.stop();
    },
  };
}

type Half = "analytics" | "users";
type Shared = Awaited<ReturnType<typeof copyDatabase>> & { halves: Set<Half> };

/** Databases with both schemas of which a test has opened one. */
const unpaired: Shared[] = [];

/**
 * Opens an analytics or a user database: one of its own, or with TEST_DATABASES=one a schema of one database, which also
 * holds the next database of the other kind that this test file opens.
 */
async function openHalf(half: Half, isAlone = false) {
  if (isAlone || !hasOneDatabase())
    return half === "analytics"
      ? await copyDatabase("analytics_template", roles.owner)
      : await copyDatabase("users_template", roles.migrator);
  const waiting = unpaired.find(({ halves }) => !halves.has(half));
  if (waiting) unpaired.splice(unpaired.indexOf(waiting), 1);
  const shared = waiting ?? {
    ...(await copyShared()),
    halves: new Set<Half>(),
  };
  shared.halves.add(half);
  if (!waiting) unpaired.push(shared);
  const drop = async () => {
    shared.halves.delete(half);
    if (unpaired.includes(shared)) unpaired.splice(unpaired.indexOf(shared), 1);
    if (shared.halves.size === 0) await shared.drop();
  };
  return { url: shared.url, drop };
}

/** Creates one database with both schemas and no rows. */
export async function createSharedTestDatabase() {
  const { url, drop } = await copyShared();
  return { url, drop };
}

/** Creates an empty database, for tests of migrations and of grants. */
export async function createEmptyTestDatabase() {
  const { url, drop } = await copyDatabase("template1", roles.migrator);
  return { url, drop };
}

/** A copy has the rights inside its template, and none of those on the database itself. */
async function copyShared() {
  const copy = await copyDatabase("shared_template", roles.owner);
  const admin = postgres(copy.url("superuser"), { max: 1, onnotice: () => {} });
  await openDatabaseToUsers(admin, copy.name).finally(() => admin.end());
  return copy;
}

async function copyDatabase(template: string, owner: string) {
  const { admin, passwords } = own ?? inject("testPostgres");
  const name = `test_${randomBytes(8).toString("hex")}`;
  const asAdmin = async (statement: string) => {
    const client = postgres(admin, { max: 1, onnotice: () => {} });
    await client.unsafe(statement).finally(() => client.end());
  };
  await asAdmin(`create database ${name} template ${template} owner ${owner} strategy file_copy`);
  const url = (who: RoleKey | "superuser") => {
    const address = new URL(admin);
    address.pathname = name;
    if (who !== "superuser") {
      address.username = roles[who];
      address.password = passwords[who];
    }
    return address.toString();
  };
  return { name, url, drop: () => asAdmin(`drop database ${name} with (force)`) };
}
