import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import postgres from "postgres";
import {
  ensureAnalyticsDatabase,
  ensureRoles,
  ensureUserDatabase,
  openAnalyticsToReader,
  openDatabaseToUsers,
  type RoleKey,
  roles,
} from "../postgres/embedded/roles";
import { startThrowawayPostgres } from "../postgres/embedded/throwaway";
import { migrateUsers } from "../user/migrations/migrate";

/** A Postgres for tests, with a template of each database that tests copy in a moment. */
export type TestPostgres = { admin: string; passwords: Record<RoleKey, string> };

/** Starts a Postgres with the templates. Takes some seconds. */
export async function startTestPostgres(): Promise<TestPostgres & { stop: () => Promise<void> }> {
  const server = await startThrowawayPostgres();
  const word = () => randomBytes(12).toString("hex");
  const passwords = { owner: word(), reader: word(), application: word(), migrator: word() };
  const quiet = { max: 1, onnotice: () => {} };
  const admin = postgres(server.url("postgres"), quiet);
  const fillAnalytics = async (name: string) => {
    const inside = postgres(server.url(name), quiet);
    await openAnalyticsToReader(inside);
    await inside.unsafe(`set role ${roles.owner};\n${await readFile("db/demo/contract.sql", "utf8")}`);
    await inside.end();
  };
  const migrateTemplate = async (name: string) => {
    const url = new URL(server.url(name));
    [url.username, url.password] = [roles.migrator, passwords.migrator];
    await migrateUsers({ url: url.toString(), applicationRole: roles.application });
  };
  try {
    await ensureRoles(admin, passwords);
    await ensureAnalyticsDatabase(admin, "analytics_template");
    await ensureUserDatabase(admin, "users_template");

    await fillAnalytics("analytics_template");
    await migrateTemplate("users_template");

    // One database with both schemas, as an installation may have it.
    await ensureAnalyticsDatabase(admin, "shared_template");
    await openDatabaseToUsers(admin, "shared_template");
    await fillAnalytics("shared_template");
    await migrateTemplate("shared_template");
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    await admin.end();
  }
  return { admin: server.url("postgres"), passwords, stop: server.stop };
}
