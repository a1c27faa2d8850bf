import { parseConnectionUrl } from "../../db/postgres/connection-url";
import { migrateUsers } from "../../db/user/migrations/migrate";
import { readMigrationState } from "../../db/user/migrations/state";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";

export const migrate = defineCommand({
  name: "migrate",
  summary: "Runs the pending migrations of the user database.",
  details:
    "A second migrator waits for the first. Connects as MIGRATION_DATABASE_URL, or else USER_DATABASE_URL.",
  dryRun: "name the pending migrations, and run none",
  run: async (_, { isDryRun, log }) =>
    await withDatabases(["user"], "npm run db -- migrate", async ({ user }) => {
      if (isDryRun) {
        const { pending, problems } = await about("user", () => readMigrationState(user.migratorUrl));
        const named = [...problems, ...pending.map((tag) => `Pending: ${tag}`)];
        return {
          lines: named.length > 0 ? named : ["No migration is pending."],
          data: { pending, problems },
          isFailed: problems.length > 0,
        };
      }
      const applicationRole = parseConnectionUrl(user.applicationUrl).user;
      const migrated = await about("user", () =>
        migrateUsers({ url: user.migratorUrl, applicationRole, log }),
      );
      return {
        lines: [
          ...migrated.map((tag) => `Migrated: ${tag}`),
          "The user database has every migration of this version.",
        ],
        data: { migrated },
      };
    }),
});
