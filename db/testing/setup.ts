import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import {
  ensureAnalyticsDatabase,
  ensureRoles,
  ensureUserDatabase,
  openAnalyticsToReader,
  type RoleKey,
  roles,
} from "../postgres/embedded/roles";
import { startThrowawayPostgres } from "../postgres/embedded/throwaway";
import { migrateUsers } from "../user/migrate";

declare module "vitest" {
  interface ProvidedContext {
    testPostgres: { admin: string; passwords: Record<RoleKey, string> };
  }
}

/** Starts one Postgres for the whole run, with a template of each database that tests copy in a moment. */
export default async function setup(project: TestProject) {
  const server = await startThrowawayPostgres();
  const word = () => randomBytes(12).toString("hex");
  const passwords = { owner: word(), reader: word(), application: word(), migrator: word() };
  const quiet = { max: 1, onnotice: () => {} };
  const admin = postgres(server.url("postgres"), quiet);
  try {
    await ensureRoles(admin, passwords);
    await ensureAnalyticsDatabase(admin, "analytics_template");
    await ensureUserDatabase(admin, "users_template");

    const analytics = postgres(server.url("analytics_template"), quiet);
    await openAnalyticsToReader(analytics);
    await analytics.unsafe(`set role ${roles.owner};\n${await readFile("db/demo/contract.sql", "utf8")}`);
    await analytics.end();

    const users = new URL(server.url("users_template"));
    users.username = roles.migrator;
    users.password = passwords.migrator;
    await migrateUsers({ url: users.toString(), applicationRole: roles.application });
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    await admin.end();
  }
  project.provide("testPostgres", { admin: server.url("postgres"), passwords });
  return server.stop;
}
