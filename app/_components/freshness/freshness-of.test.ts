import { expect, test } from "vitest";
import { freshnessOf } from "./freshness-of";

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
  expect(freshnessOf(hoursAgo(hours), now)).toBe(state);
});

test("figures of an unknown age are not fresh", () => {
  expect(freshnessOf(null, now)).toBe("unknown");
});
