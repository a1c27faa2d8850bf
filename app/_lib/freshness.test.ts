import { expect, test } from "vitest";
import { freshnessOf } from "./freshness";

const now = new Date("2026-07-05T12:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

test.each([
  [0, "fresh"],
  [25.9, "fresh"],
  [26, "late"],
  [71.9, "late"],
  [72, "old"],
  [139 * 24, "old"],
])("figures of %d hours ago are %s", (hours, state) => {
  expect(freshnessOf(hoursAgo(hours), false, now)).toBe(state);
});

test("a demo is calm at any age, and what nobody can say is not fresh", () => {
  expect(freshnessOf(hoursAgo(139 * 24), true, now)).toBe("demo");
  expect(freshnessOf(null, false, now)).toBe("unknown");
  expect(freshnessOf(null, true, now)).toBe("unknown");
});
