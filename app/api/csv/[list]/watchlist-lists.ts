import { type Asked, type Open, openedWhole } from "./opened";
import { watchedAvsColumns, watchedOperatorColumns, watchedStrategyColumns } from "./watchlist-columns";

type Asker = Pick<Asked, "account">;

/** What the person who asks watches. */
export const watchlistLists = {
  "watched-operators": ({ account }: Asker) =>
    openedWhole(watchedOperatorColumns, async () =>
      (await account.watchlist.list()).items.flatMap(({ operator }) => operator ?? []),
    ),
  "watched-avs": ({ account }: Asker) =>
    openedWhole(watchedAvsColumns, async () =>
      (await account.watchlist.list()).items.flatMap(({ avs }) => avs ?? []),
    ),
  "watched-strategies": ({ account }: Asker) =>
    openedWhole(watchedStrategyColumns, async () =>
      (await account.watchlist.list()).items.flatMap(({ strategy }) => strategy ?? []),
    ),
} satisfies Record<string, Open>;
