import { connectAnalytics } from "../../db/analytics/client";
import { readExisting } from "../../db/analytics/watched/existing";
import { connectUser } from "../../db/user/client";
import { countWatchers } from "../../db/user/watchlist";
import { countGone } from "../../server/jobs/references";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";

export const references = defineCommand({
  name: "references",
  summary: "Counts watched entities that the analytics database no longer has.",
  details: "Watchlists keep such entries and mark them as gone. --json also names the entities.",
  run: async () =>
    await withDatabases(["analytics", "user"], "npm run db -- references", async ({ analytics, user }) => {
      const [accounts, facts] = [connectUser(user.applicationUrl), connectAnalytics(analytics.readerUrl)];
      try {
        const watched = await about("user", () => countWatchers(accounts.db));
        const existing = await about("analytics", () => facts.snapshot(readExisting));
        const kinds = countGone(watched, existing);
        return { lines: kinds.map(lineOf), data: { kinds } };
      } finally {
        await Promise.all([accounts.close(), facts.close()]);
      }
    }),
});

function lineOf({ kind, watchedCount, gone }: ReturnType<typeof countGone>[number]): string {
  if (!gone)
    return `${kind}: ${watchedCount} watched; not known whether they exist, as the analytics database has none`;
  return `${kind}: ${watchedCount} watched, ${gone.entityCount} of them gone, in ${gone.entryCount} entries`;
}
