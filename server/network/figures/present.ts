import type { Network } from "../network";

const DAY_MILLISECONDS = 86_400_000;

/**
 * Returns the clock for queries by key. Events up to a day after the newest block are included, since the time of a
 * block is approximate and tables are written one after the other.
 */
export const presentOf = ({ clocks, readAt, slashings }: Network) => ({
  until:
    clocks.timeNow === null
      ? readAt
      : new Date(Math.min(readAt.getTime(), clocks.timeNow.getTime() + DAY_MILLISECONDS)),
  now: clocks.timeNow,
  blockNow: clocks.blockNow,
  slashings: slashings.map(({ id }) => id),
});
