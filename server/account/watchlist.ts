import { z } from "zod";
import { isKnown, listWatchedFigures } from "@/db/analytics/watched";
import { listWatchedEvents } from "@/db/analytics/watched-events";
import { addWatched, ENTITY_TYPES, listWatched, noteVisit, removeWatched } from "@/db/user/watchlist";
import { address, instant } from "../inputs";
import { refuse } from "../refusal";
import { mayUse, type Tier } from "../tiers";
import { found, procedureFor, router } from "../trpc";
import { countReferences } from "./references";
import { still } from "./trace";

/** How many entities a tier may watch; `null` is without a limit. */
const FREE_LIMIT = 5;
const MOST_EVENTS = 100;
const limitOf = (tier: Tier) => (mayUse(tier, "unlimitedWatchlist") ? null : FREE_LIMIT);

const entity = z.object({ entityType: z.enum(ENTITY_TYPES), entityId: address });

export const watchlistRouter = router({
  list: procedureFor("watchlist").query(async ({ ctx }) => {
    const { items, lastVisitAt, lastSeenTo } = await listWatched(ctx.user, ctx.account.id);
    const figures = new Map(
      (await listWatchedFigures(ctx.analytics, items, lastSeenTo)).map(
        ({ entityType, entityId, ...figures }) => [`${entityType} ${entityId}`, figures],
      ),
    );
    const rows = items.map((item) => {
      const {
        operator = null,
        avs = null,
        strategy = null,
      } = figures.get(`${item.entityType} ${item.entityId}`) ?? {};
      return { ...item, isGone: !(operator || avs || strategy), operator, avs, strategy };
    });
    countReferences(
      rows.length,
      rows.filter((row) => row.isGone),
    );
    return { limit: limitOf(ctx.account.tier), total: rows.length, lastVisitAt, items: rows };
  }),
  happened: procedureFor("watchlist").query(async ({ ctx }) => {
    const { items, lastSeenTo } = await listWatched(ctx.user, ctx.account.id);
    if (lastSeenTo === null) return { rows: [], total: 0 };
    return listWatchedEvents(ctx.analytics, items, lastSeenTo, MOST_EVENTS);
  }),
  keys: procedureFor("watchlist").query(async ({ ctx }) => {
    const { items } = await listWatched(ctx.user, ctx.account.id);
    return {
      limit: limitOf(ctx.account.tier),
      items: items.map(({ entityType, entityId }) => ({ entityType, entityId })),
    };
  }),
  add: procedureFor("watchlist")
    .input(entity)
    .mutation(async ({ ctx, input }) => {
      found((await isKnown(ctx.analytics, input)) || undefined, input.entityType);
      const { outcome, total, limit } = still(await addWatched(ctx.user, ctx.account.id, input, limitOf));
      if (outcome === "full") throw refuse("WATCH_LIMIT", { limit: limit ?? undefined });
      return { added: outcome === "added", total, limit };
    }),
  remove: procedureFor("watchlist")
    .input(entity)
    .mutation(async ({ ctx, input }) => ({
      ...(await removeWatched(ctx.user, ctx.account.id, input)),
      limit: limitOf(ctx.account.tier),
    })),
  /** `seenTo` is the instant up to which the data spoke that the list showed. */
  visit: procedureFor("watchlist")
    .input(z.object({ seenTo: instant.nullable() }))
    .mutation(async ({ ctx, input }) => {
      await noteVisit(ctx.user, ctx.account.id, input.seenTo);
      return {};
    }),
});
