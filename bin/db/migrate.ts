import { parseConnectionUrl } from "../../db/postgres/connection-url";
import { SettingError } from "../../db/postgres/setting-error";
import { migrateUsers } from "../../db/user/migrations/migrate";
import { type Preflight, preflight } from "../../db/user/migrations/preflight";
import { readMigrationState } from "../../db/user/migrations/state";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";
import { describeDisk, readFreeBytes } from "./disk";

export const migrate = defineCommand({
  name: "migrate",
  summary: "Runs the pending migrations of the user database.",
  details:
    "Looks first at what would stop it: version, rights, a standby, another migrator. Connects as MIGRATION_DATABASE_URL, or else USER_DATABASE_URL.",
  dryRun: "look, name the pending migrations, and run none",
  run: async (_, { isDryRun, log }) =>
    await withDatabases(["user"], "npm run db -- migrate", async ({ user }) => {
      const [flight, state] = await about(
        "user",
        () => Promise.all([preflight(user.migratorUrl), readMigrationState(user.migratorUrl)]),
        user.migratorSetting,
      );
      const freeBytes = await readFreeBytes(user.isOurs);
      const problems = [...state.problems, ...(state.pending.length > 0 ? flight.problems : [])];
      if (isDryRun) {
        const { pending } = state;
        return {
          lines: [
            ...describePreflight(flight, freeBytes),
            ...problems,
            ...(pending.length > 0 ? pending.map((tag) => `Pending: ${tag}`) : ["No migration is pending."]),
          ],
          data: { preflight: { ...flight, freeBytes }, pending, problems },
          isFailed: problems.length > 0,
        };
      }
      if (problems.length > 0) throw new SettingError(problems.join(" "));
      if (state.pending.length > 0) for (const line of describePreflight(flight, freeBytes)) log(line);
      const applicationRole = parseConnectionUrl(user.applicationUrl).user;
      const migrated = await about(
        "user",
        () => migrateUsers({ url: user.migratorUrl, applicationRole, log }),
        user.migratorSetting,
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

function describePreflight({ server, role, databaseBytes, lockHolder }: Preflight, freeBytes: number | null) {
  return [
    `Postgres ${server}, role ${role}, ${describeDisk({ databaseBytes, freeBytes })}.`,
    ...(lockHolder ? [`Another migrator is at work: ${lockHolder}.`] : []),
  ];
}
