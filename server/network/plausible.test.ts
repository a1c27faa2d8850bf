import { expect, test } from "vitest";
import { plausibleUsd } from "./plausible";

test("a sum over the network's value is held back; an unknown network bounds nothing", () => {
  expect(plausibleUsd("total_tvs", 5e9, 1e10).value).toBe(5e9);
  expect(plausibleUsd("total_tvs", 4.95996e20, 1e10).value).toBeNull();
  expect(plausibleUsd("total_tvs", -1, null).value).toBeNull();
  expect(plausibleUsd("total_tvs", 5e9, null).value).toBe(5e9);
});

test("NaN and missing are unknown without a report", () => {
  for (const value of [null, Number.NaN, Number.POSITIVE_INFINITY])
    expect(plausibleUsd("total_tvs", value, null)).toEqual({ value: null, heldBack: null });
});
