import { checkDrift } from "../../db/analytics/drift";
import { checkAnalyticsIndexes } from "../../db/analytics/indexes";
import { parseConnectionUrl } from "../../db/postgres/connection-url";
import { checkUserSchema } from "../../db/user/migrations/drift";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";

export const check = defineCommand({
  name: "check",
  summary: "Compares both live schemas with those of this version.",
  details:
    "Tables, columns, types, keys and indexes of the analytics database; of the user database also checks, triggers, functions and the application's rights. For that the migrations run in a scratch schema of the user database, in a transaction that is rolled back. Exits with 1 if they differ.",
  run: async () =>
    await withDatabases(["analytics", "user"], "npm run db -- check", async ({ analytics, user }) => {
      const applicationRole = parseConnectionUrl(user.applicationUrl).user;
      const [drift, indexes, own] = await Promise.all([
        about("analytics", () => checkDrift(analytics.readerUrl)),
        about("analytics", () => checkAnalyticsIndexes(analytics.readerUrl)),
        about(
          "user",
          () => checkUserSchema({ url: user.migratorUrl, applicationRole }),
          user.migratorSetting,
        ),
      ]);
      const found = {
        analytics: { problems: [...drift.problems, ...indexes], notes: drift.notes },
        user: own,
      };
      const linesOf = (name: "analytics" | "user") => [
        `${name} database: ${found[name].problems.length === 0 ? "as expected" : `${found[name].problems.length} differences`}`,
        ...found[name].problems.map((problem) => `  ${problem}`),
        ...found[name].notes.map((note) => `  (${note})`),
      ];
      return {
        lines: [...linesOf("analytics"), ...linesOf("user")],
        data: found,
        isFailed: found.analytics.problems.length + found.user.problems.length > 0,
      };
    }),
});
