import type { RouterOutputs } from "@/server/router";

export type WatchedItem = RouterOutputs["account"]["watchlist"]["list"]["items"][number];
export type ListProps = {
  items: WatchedItem[];
  /** Whether there is an earlier visit to compare with. */
  hasVisited: boolean;
};

/** A change as a ratio of what it was; unknown when either is, or when it grew from nothing. */
export const growth = (now: number | null, before: number | null): number | null =>
  now !== null && before ? now / before - 1 : null;

export const difference = (now: number | null, before: number | null): number | null =>
  now !== null && before !== null ? now - before : null;
