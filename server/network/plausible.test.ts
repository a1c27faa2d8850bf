import { expect, test } from "vitest";
import {
  plausibleBenchmark,
  plausibleGrowth,
  plausiblePercent,
  plausibleRatio,
  plausibleUsd,
} from "./plausible";

test("a growth of over 1,000 % either way is held back with its column", () => {
  expect(plausibleGrowth("growth_rate_30d", 0.05)).toEqual({ value: 0.05, heldBack: null });
  expect(plausibleGrowth("growth_rate_30d", -10)).toMatchObject({ value: -10 });
  expect(plausibleGrowth("growth_rate_30d", 4.9e17)).toEqual({
    value: null,
    heldBack: { column: "growth_rate_30d", value: 4.9e17 },
  });
});

test("a sum over the network's value is held back; an unknown network bounds nothing", () => {
  expect(plausibleUsd("total_tvs", 5e9, 1e10).value).toBe(5e9);
  expect(plausibleUsd("total_tvs", 4.95996e20, 1e10).value).toBeNull();
  expect(plausibleUsd("total_tvs", -1, null).value).toBeNull();
  expect(plausibleUsd("total_tvs", 5e9, null).value).toBe(5e9);
});

test("a percentage over 100 and a ratio over 1 are held back", () => {
  expect(plausiblePercent("top_1_percentage", 100).value).toBe(100);
  expect(plausiblePercent("top_1_percentage", 100.5).value).toBeNull();
  expect(plausibleRatio("utilization_rate", 1).value).toBe(1);
  expect(plausibleRatio("utilization_rate", -0.1).value).toBeNull();
});

test("NaN and missing are unknown without a report", () => {
  for (const value of [null, Number.NaN, Number.POSITIVE_INFINITY])
    expect(plausibleRatio("hhi_value", value)).toEqual({ value: null, heldBack: null });
});

test("a benchmark from fewer than ten is unknown, also a benchmark of 0", () => {
  expect(plausibleBenchmark(0, 3)).toBeNull();
  expect(plausibleBenchmark(0, 10)).toBe(0);
  expect(plausibleBenchmark(5, null)).toBeNull();
});
