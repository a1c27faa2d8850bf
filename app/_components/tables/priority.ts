/** The width from which a column is shown: 1 always, 2 from 640 pixels, 3 from 1024, 4 from 1360. */
export type Priority = 1 | 2 | 3 | 4;

/** The class that hides a column on narrower screens. */
export const SEEN: Record<Priority, string> = {
  1: "",
  2: "max-sm:hidden",
  3: "max-lg:hidden",
  4: "max-[1359px]:hidden",
};

/** The paddings of an outermost cell, by the widest screen on which it is outermost: first none, then by priority. */
const LEFT = [
  "pl-2 xl:pl-2.5",
  "pl-4 sm:pl-2 xl:pl-2.5",
  "pl-4 lg:pl-2 xl:pl-2.5",
  "pl-4 min-[1360px]:pl-2.5",
  "pl-4",
];
const RIGHT = [
  "pr-2 xl:pr-2.5",
  "pr-4 sm:pr-2 xl:pr-2.5",
  "pr-4 lg:pr-2 xl:pr-2.5",
  "pr-4 min-[1360px]:pr-2.5",
  "pr-4",
];

/** Returns the class of the paddings of each column: wider at the edges of the table, also where outer columns are hidden. */
export function paddingsOf(priorities: readonly Priority[]): string[] {
  /** Returns the screens on which a column is outermost: those that show it, and none of the columns further out. */
  const outermost = (own: Priority, outer: readonly Priority[]) => {
    const most = Math.min(5, ...outer) - 1;
    return most < own ? 0 : most;
  };
  return priorities.map((own, index) => {
    const [before, after] = [priorities.slice(0, index), priorities.slice(index + 1)];
    return `${LEFT[outermost(own, before)]} ${RIGHT[outermost(own, after)]}`;
  });
}
