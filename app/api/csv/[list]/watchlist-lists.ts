import { type Asked, type Open, wholeCsvSource } from "./csv-source";
import { watchedAvsColumns, watchedOperatorColumns, watchedStrategyColumns } from "./watchlist-columns";

type Asker = Pick<Asked, "account">;

/** Files of the viewer's watchlist. */
export const watchlistLists = {
  "watched-operators": ({ account }: Asker) =>
    wholeCsvSource(watchedOperatorColumns, async () =>
      (await account.watchlist.list()).items.flatMap(({ operator }) => operator ?? []),
    ),
  "watched-avs": ({ account }: Asker) =>
    wholeCsvSource(watchedAvsColumns, async () =>
      (await account.watchlist.list()).items.flatMap(({ avs }) => avs ?? []),
    ),
  "watched-strategies": ({ account }: Asker) =>
    wholeCsvSource(watchedStrategyColumns, async () =>
      (await account.watchlist.list()).items.flatMap(({ strategy }) => strategy ?? []),
    ),
} satisfies Record<string, Open>;
