import { connectAnalytics } from "../../db/analytics/client";
import { connectUser } from "../../db/user/client";
import { countWatchers } from "../../db/user/watchlist";
import { readExisting } from "../../server/jobs/existing";
import { countGone } from "../../server/jobs/references";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";

export const references = defineCommand({
  name: "references",
  summary: "Counts watched entities that the analytics database no longer has.",
  details:
    "Watchlists keep such entries and mark them as gone. --json also names the entities. Gone entities are no failure: the exit code is 0.",
  run: async () =>
    await withDatabases(["analytics", "user"], "npm run db -- references", async ({ analytics, user }) => {
      const [accounts, facts] = [connectUser(user.applicationUrl), connectAnalytics(analytics.readerUrl)];
      try {
        const watched = await about("user", () => countWatchers(accounts.db));
        const existing = await about("analytics", () => readExisting(facts));
        const kinds = countGone(watched, existing);
        return { lines: kinds.map(lineOf), data: { kinds } };
      } finally {
        await Promise.all([accounts.close(), facts.close()]);
      }
    }),
});

const NOUNS = { operator: "operators", avs: "AVSs", strategy: "strategies" };

function lineOf({ kind, watchedCount, gone }: ReturnType<typeof countGone>[number]): string {
  if (!gone)
    return `${NOUNS[kind]}: ${watchedCount} watched; not known whether they exist, as the analytics database has none`;
  const { entityCount, entryCount } = gone;
  const entries = entryCount === 1 ? "1 entry" : `${entryCount} entries`;
  const where = entityCount === 0 ? "" : `, in ${entries} of watchlists`;
  return `${NOUNS[kind]}: ${watchedCount} watched, ${entityCount === 0 ? "none" : entityCount} of them gone${where}`;
}
