import { type Open, openedWhole } from "./opened";
import { watchedAvsColumns, watchedOperatorColumns, watchedStrategyColumns } from "./watchlist-columns";

/** What the person who asks watches. */
export const watchlistLists = {
  "watched-operators": ({ account }) =>
    openedWhole(watchedOperatorColumns, async () =>
      (await account.watchlist.list()).items.flatMap(({ operator }) => operator ?? []),
    ),
  "watched-avs": ({ account }) =>
    openedWhole(watchedAvsColumns, async () =>
      (await account.watchlist.list()).items.flatMap(({ avs }) => avs ?? []),
    ),
  "watched-strategies": ({ account }) =>
    openedWhole(watchedStrategyColumns, async () =>
      (await account.watchlist.list()).items.flatMap(({ strategy }) => strategy ?? []),
    ),
} satisfies Record<string, Open>;
