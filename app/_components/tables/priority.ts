/** The width from which a column is shown: 1 always, 2 from 640 pixels, 3 from 1024, 4 from 1360. */
export type Priority = 1 | 2 | 3 | 4;

/** The class that hides a column on narrower screens. */
export const SEEN: Record<Priority, string> = {
  1: "",
  2: "max-sm:hidden",
  3: "max-lg:hidden",
  4: "max-[1359px]:hidden",
};
