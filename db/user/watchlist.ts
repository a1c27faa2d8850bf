import { and, count, desc, eq, sql } from "drizzle-orm";
import { inTransaction, type UserDb } from "./client";
import { lockAccount } from "./profile";
import { entityType, users, userWatchlist } from "./schema";

export const ENTITY_TYPES = entityType.enumValues;
type EntityType = (typeof ENTITY_TYPES)[number];

/** A watched entity; `entityId` is its lower-case address in the pipeline's database. */
export type Entity = { entityType: EntityType; entityId: string };

/** Visits to the list within this time of each other count as one. */
const VISIT_MINUTES = 30;
const isOver = sql`(${users.watchlistVisitedAt} is null
  or ${users.watchlistVisitedAt} < now() - make_interval(mins => ${sql.raw(String(VISIT_MINUTES))}))`;

/**
 * Returns an account's watched entities, newest first, with the instant of the previous visit and the instant up to
 * which data reached then (the visit's own if that is not known); both `null` without an earlier visit. One query.
 * Sources: users, user_watchlist.
 */
export async function listWatched(db: UserDb, userId: string) {
  const rows = await db
    .select({
      entityType: userWatchlist.entityType,
      entityId: userWatchlist.entityId,
      watchedAt: userWatchlist.createdAt,
      lastVisitAt: sql<Date | null>`case when ${isOver} then ${users.watchlistVisitedAt}
        else ${users.watchlistPreviousVisitAt} end`.mapWith(users.watchlistVisitedAt),
      lastSeenTo:
        sql<Date | null>`case when ${isOver} then least(${users.watchlistVisitedAt}, ${users.watchlistSeenTo})
        else least(${users.watchlistPreviousVisitAt}, ${users.watchlistPreviousSeenTo}) end`.mapWith(
          users.watchlistSeenTo,
        ),
    })
    .from(users)
    .leftJoin(userWatchlist, eq(userWatchlist.userId, users.id))
    .where(eq(users.id, userId))
    .orderBy(desc(userWatchlist.createdAt), desc(userWatchlist.id));
  const items = rows.flatMap(({ entityType, entityId, watchedAt }) =>
    entityType && entityId && watchedAt ? [{ entityType, entityId, watchedAt }] : [],
  );
  return { lastVisitAt: rows[0]?.lastVisitAt ?? null, lastSeenTo: rows[0]?.lastSeenTo ?? null, items };
}

/** Records that the account looks at its list now, with data up to `seenTo` if that is known. Writes users. */
export async function noteVisit(db: UserDb, userId: string, seenTo: Date | null): Promise<void> {
  await db
    .update(users)
    .set({
      watchlistPreviousVisitAt: sql`case when ${isOver} then ${users.watchlistVisitedAt}
        else ${users.watchlistPreviousVisitAt} end`,
      watchlistPreviousSeenTo: sql`case when ${isOver} then ${users.watchlistSeenTo}
        else ${users.watchlistPreviousSeenTo} end`,
      watchlistVisitedAt: sql`now()`,
      watchlistSeenTo: seenTo,
    })
    .where(eq(users.id, userId));
}

/**
 * Watches an entity. Outcomes: "added", "present" (already watched), or "full" when the account has as many as
 * `limitOf` its tier. The count is exact however many are added at once, since the account's row is locked
 * meanwhile. `undefined` when the account is gone. Writes user_watchlist.
 */
export async function addWatched(
  db: UserDb,
  userId: string,
  entity: Entity,
  limitOf: (tier: "FREE" | "PRO" | "ENTERPRISE") => number | null,
) {
  return await inTransaction(db, "watchlist.add", async (tx) => {
    const account = await lockAccount(tx, userId);
    if (!account) return undefined;
    const limit = limitOf(account.tier);
    const [counted] = await tx
      .select({
        total: count(),
        present: sql<boolean>`coalesce(bool_or(${isEntity(entity)}), false)`,
      })
      .from(userWatchlist)
      .where(eq(userWatchlist.userId, userId));
    const total = counted?.total ?? 0;
    if (counted?.present) return { outcome: "present", total, limit } as const;
    if (limit !== null && total >= limit) return { outcome: "full", total, limit } as const;
    await tx.insert(userWatchlist).values({ ...entity, userId });
    return { outcome: "added", total: total + 1, limit } as const;
  });
}

/** Stops watching an entity; `removed` is false when it was not watched. Writes user_watchlist. */
export async function removeWatched(db: UserDb, userId: string, entity: Entity) {
  const removed = await db
    .delete(userWatchlist)
    .where(and(eq(userWatchlist.userId, userId), isEntity(entity)))
    .returning({ id: userWatchlist.id });
  return {
    removed: removed.length > 0,
    total: await db.$count(userWatchlist, eq(userWatchlist.userId, userId)),
  };
}

/** Returns every watched entity once, with the number of accounts that watch it. Source: user_watchlist. */
export async function countWatchers(db: UserDb) {
  const { entityType, entityId } = userWatchlist;
  return await db
    .select({ entityType, entityId, watcherCount: count() })
    .from(userWatchlist)
    .groupBy(entityType, entityId)
    .orderBy(entityType, entityId);
}

const isEntity = ({ entityType, entityId }: Entity) =>
  and(eq(userWatchlist.entityType, entityType), eq(userWatchlist.entityId, entityId));
