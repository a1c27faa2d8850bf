import { z } from "zod";
import { listWatchedEvents } from "@/db/analytics/watched/events";
import { listWatchedPast } from "@/db/analytics/watched/past";
import { addWatched, ENTITY_TYPES, listWatched, noteVisit, removeWatched } from "@/db/user/watchlist";
import { metrics } from "../metrics/metrics";
import { entityCountsOf } from "../network/figures/entity";
import { presentOf } from "../network/figures/present";
import { knowsEntity, unpricedOfWatched, watchedChanges, watchedFigures } from "../network/figures/watched";
import { address, instant } from "../trpc/inputs";
import { found, procedureFor, read, readerByKey, router } from "../trpc/procedure";
import { refuse } from "../trpc/refusal";
import { mayUse, QUANTITIES, type Tier } from "../trpc/tiers";
import { still } from "./audit-context";
import { countReferences } from "./references";

const MOST_EVENTS = 100;
/** How many entities a tier may watch; `null` is no limit. */
const limitOf = (tier: Tier) =>
  mayUse(tier, "unlimitedWatchlist") ? QUANTITIES.watched.PRO : QUANTITIES.watched.FREE;

const entity = z.object({ entityType: z.enum(ENTITY_TYPES), entityId: address });

export const watchlistRouter = router({
  list: procedureFor("watchlist").query(async ({ ctx, path }) => {
    const end = metrics().crossDatabaseReads.startTimer();
    const { items, lastVisitAt, lastSeenTo } = await listWatched(ctx.user, ctx.account.id);
    const { network } = ctx;
    const before = new Map(
      (network
        ? await listWatchedPast(
            readerByKey(ctx, network, path),
            presentOf(network),
            items,
            lastSeenTo,
            unpricedOfWatched(network, items),
          )
        : []
      ).map(({ entityType, entityId, ...past }) => [`${entityType} ${entityId}`, past]),
    );
    const rows = items.map((item) => {
      // Without a network it is unknown whether an item is gone, so it is not marked as gone.
      if (!network) return { ...item, isGone: false, operator: null, avs: null, strategy: null };
      const past = before.get(`${item.entityType} ${item.entityId}`);
      const figures = watchedFigures(network, item, past, lastSeenTo);
      return { ...item, isGone: !(figures.operator || figures.avs || figures.strategy), ...figures };
    });
    countReferences(
      rows.length,
      rows.filter((row) => row.isGone),
    );
    end();
    const operators = rows.flatMap(({ operator }) => operator?.address ?? []);
    return {
      limit: limitOf(ctx.account.tier),
      total: rows.length,
      lastVisitAt,
      items: rows,
      /** The brands and node operators of the watched operators; `null` if no network was read. */
      entities: network && entityCountsOf(network, operators),
    };
  }),
  happened: procedureFor("watchlist").query(async ({ ctx, path }) => {
    const { items, lastSeenTo } = await listWatched(ctx.user, ctx.account.id);
    if (lastSeenTo === null) return { rows: [], total: 0 };
    const network = read(ctx.network);
    const reader = readerByKey(ctx, network, path);
    const changes = watchedChanges(network, items);
    return await listWatchedEvents(reader, presentOf(network), items, changes, lastSeenTo, MOST_EVENTS);
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
      found(knowsEntity(read(ctx.network), input) || undefined, input.entityType);
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
  /** `seenTo` is the newest instant in the data that was shown. */
  visit: procedureFor("watchlist")
    .input(z.object({ seenTo: instant.nullable() }))
    .mutation(async ({ ctx, input }) => {
      await noteVisit(ctx.user, ctx.account.id, input.seenTo);
      return {};
    }),
});
