import { expect, test } from "vitest";
import { etherByDay } from "./ether-of-day";

const toEther = etherByDay([
  { pricedOn: "2026-07-01", priceUsd: 2000 },
  { pricedOn: "2026-07-02", priceUsd: null },
  { pricedOn: "2026-07-03", priceUsd: 4000 },
]);

test.each([
  ["the price of its own day, not today's", "2026-07-01", 2000, 1],
  ["the last one before, when its own is not known", "2026-07-02", 2000, 1],
  ["the newest up to a week old", "2026-07-10", 2000, 0.5],
  ["no price that is older than that", "2026-07-11", 2000, null],
  ["no price of a later day", "2026-06-30", 2000, null],
  ["no price where the value is unknown", "2026-07-01", null, null],
])("takes %s", (_, on, usd, ether) => {
  expect(toEther(on, usd)).toBe(ether);
});

test("knows no ether without prices", () => {
  expect(etherByDay([])("2026-07-01", 1)).toBeNull();
});
