import { expect, test } from "vitest";
import { LEAVING_BLOCKS } from "@/server/network/units";
import { leavingWords } from "./leaving-words";

const DAY = 7200;
const race = (delayBlocks: number | null) =>
  leavingWords({
    delayBlocks,
    marginBlocks: delayBlocks === null ? null : delayBlocks - LEAVING_BLOCKS,
    isDemoLimited: false,
  });

test.each([
  [null, "Its delay is not known: nobody can tell whether you leave in time."],
  [0, "A new allocation wins by 14 days: nobody can leave in time."],
  [13 * DAY, "A new allocation wins by 1 day: nobody can leave in time."],
  // The last of the 14 days is the first in which the allocation counts.
  [
    14 * DAY,
    "Both take 14 days, so there is no time to spare: you are out in time only if you leave before the announcement.",
  ],
  [
    14 * DAY + DAY / 4,
    "You win by 6 hours: leave sooner than that after the announcement, and you are out in time.",
  ],
  [20 * DAY, "You win by 6 days: leave sooner than that after the announcement, and you are out in time."],
])("a delay of %s blocks", (delay, words) => {
  expect(race(delay)).toBe(words);
});
