import { connectAnalytics } from "../../db/analytics/client";
import { readExisting } from "../../db/analytics/watched/existing";
import { connectUser } from "../../db/user/client";
import { countWatchers, ENTITY_TYPES } from "../../db/user/watchlist";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";

type Watched = Awaited<ReturnType<typeof countWatchers>>;
type Existing = Awaited<ReturnType<typeof readExisting>>;

/**
 * Returns, for each kind, the numbers of watched and of gone entities, and of the entries of watchlists that name a gone
 * one. `gone` is null for a kind of which the analytics database has nothing at all: then nothing is known of it.
 */
function countReferences(watched: Watched, existing: Existing) {
  return ENTITY_TYPES.map((kind) => {
    const mine = watched.filter(({ entityType }) => entityType === kind);
    if (existing[kind].size === 0) return { kind, watchedCount: mine.length, gone: null };
    const gone = mine.filter(({ entityId }) => !existing[kind].has(entityId));
    const entryCount = gone.reduce((sum, { watcherCount }) => sum + watcherCount, 0);
    return {
      kind,
      watchedCount: mine.length,
      gone: { entityCount: gone.length, entryCount, ids: gone.map(({ entityId }) => entityId) },
    };
  });
}

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
        const kinds = countReferences(watched, existing);
        return { lines: kinds.map(lineOf), data: { kinds } };
      } finally {
        await Promise.all([accounts.close(), facts.close()]);
      }
    }),
});

function lineOf({ kind, watchedCount, gone }: ReturnType<typeof countReferences>[number]): string {
  if (!gone)
    return `${kind}: ${watchedCount} watched; not known whether they exist, as the analytics database has none`;
  return `${kind}: ${watchedCount} watched, ${gone.entityCount} of them gone, in ${gone.entryCount} entries`;
}
