import { checkDrift } from "../../db/analytics/drift";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";

export const check = defineCommand({
  name: "check",
  summary: "Compares the live schema with the one of this version.",
  details: "Exits with 1 if they differ.",
  run: async () =>
    await withDatabases(["analytics"], "npm run db -- check", async ({ analytics }) => {
      const { problems, notes } = await about("analytics", () => checkDrift(analytics.readerUrl));
      return {
        lines: [
          ...problems,
          ...notes.map((note) => `(${note})`),
          problems.length > 0 ? `${problems.length} differences.` : "The analytics database is as expected.",
        ],
        data: { analytics: { problems, notes } },
        isFailed: problems.length > 0,
      };
    }),
});
