import { type countWatchers, ENTITY_TYPES } from "@/db/user/watchlist";
import type { readExisting } from "./existing";

type Watched = Awaited<ReturnType<typeof countWatchers>>;
type Existing = Awaited<ReturnType<typeof readExisting>>;

/**
 * Returns, for each kind, the numbers of watched and of gone entities, and of the entries of watchlists that name a gone
 * one. `gone` is null for a kind of which the analytics database has nothing at all: then nothing is known of it.
 */
export function countGone(watched: Watched, existing: Existing) {
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
