import { checkDrift } from "../../db/analytics/drift";
import { readMigrationState } from "../../db/user/migrations/state";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";

export const status = defineCommand({
  name: "status",
  summary: "Shows applied and pending migrations, and how far the live schemas differ.",
  details: "Exits with 1 if a migration is pending or a schema differs.",
  run: async () =>
    await withDatabases(["analytics", "user"], "npm run db -- status", async ({ analytics, user }) => {
      const [drift, migrations] = await Promise.all([
        about("analytics", () => checkDrift(analytics.readerUrl)),
        about("user", () => readMigrationState(user.applicationUrl)),
      ]);
      const { applied, pending, newer, minimumVersion, problems } = migrations;
      return {
        lines: [
          `user database: ${applied.length} migrations applied, ${pending.length} pending`,
          ...pending.map((tag) => `  Pending: ${tag}`),
          ...problems.map((problem) => `  ${problem}`),
          ...newer.map((date) => `  (A later version added a migration of ${date}.)`),
          ...(minimumVersion ? [`  (It is for EigenWatch ${minimumVersion} or newer.)`] : []),
          `analytics database: ${drift.problems.length} differences, ${drift.notes.length} notes`,
          ...drift.problems.map((problem) => `  ${problem}`),
        ],
        data: { user: migrations, analytics: drift },
        isFailed: pending.length > 0 || problems.length > 0 || drift.problems.length > 0,
      };
    }),
});
