import type { RouterOutputs } from "@/server/trpc/router";

export type WatchedItem = RouterOutputs["account"]["watchlist"]["list"]["items"][number];
export type ListProps = {
  items: WatchedItem[];
  /** Whether there is an earlier visit to compare with. */
  hasVisited: boolean;
};
