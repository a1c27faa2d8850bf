import { expect, test } from "vitest";
import { type Priority, paddingsOf } from "./priority";

/** Breakpoints of the classes in pixels, from the narrowest. */
const FROM = { sm: 640, lg: 1024, xl: 1280, "min-[1360px]": 1360 } as const;
const SHOWN_FROM: Record<Priority, number> = { 1: 0, 2: 640, 3: 1024, 4: 1360 };

/**
 * Returns the padding on one side at a width, as a browser applies the classes: the widest matching breakpoint wins.
 */
function paddingAt(classes: string, side: "l" | "r", width: number): string | undefined {
  let padding: string | undefined;
  for (const breakpoint of ["", ...Object.keys(FROM)]) {
    if (breakpoint && width < FROM[breakpoint as keyof typeof FROM]) continue;
    const prefix = `${breakpoint && `${breakpoint}:`}p${side}-`;
    padding =
      classes
        .split(" ")
        .find((one) => one.startsWith(prefix))
        ?.slice(prefix.length) ?? padding;
  }
  return padding;
}

const PRIORITIES: Priority[] = [1, 2, 3, 4];
const rows = PRIORITIES.flatMap((a) => PRIORITIES.flatMap((b) => PRIORITIES.map((c) => [a, b, c])));

test("on every screen the outermost columns that are shown, and no others, have the padding of an edge", () => {
  for (const columns of [...rows, [1 as const]]) {
    const paddings = paddingsOf(columns);
    for (const width of [390, 700, 1100, 1300, 1440]) {
      const shown = columns.flatMap((priority, index) => (width >= SHOWN_FROM[priority] ? index : []));
      const inner = width >= FROM.xl ? "2.5" : "2";
      for (const index of shown) {
        const classes = paddings[index] ?? "";
        const at = `column ${index} of ${columns} at ${width}`;
        expect(paddingAt(classes, "l", width), at).toBe(index === shown[0] ? "4" : inner);
        expect(paddingAt(classes, "r", width), at).toBe(index === shown.at(-1) ? "4" : inner);
      }
    }
  }
});
