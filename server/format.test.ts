import { describe, expect, it } from "vitest";
import {
  formatAxis,
  formatBlocks,
  formatBps,
  formatCompact,
  formatCountChange,
  formatCounted,
  formatDateTimeUtc,
  formatDay,
  formatDuration,
  formatEth,
  formatMonth,
  formatNumber,
  formatOrdinal,
  formatPercent,
  formatRelative,
  formatShares,
  formatUsd,
  formatUsdChange,
  formatUsdExact,
  shortenAddress,
} from "./format";

describe("formatUsd", () => {
  it("shortens from a thousand on and keeps two decimals", () => {
    expect(formatUsd(8_966_000_000)).toBe("$8.97B");
    expect(formatUsd(731_567_891)).toBe("$731.57M");
    expect(formatUsd(1000)).toBe("$1.00K");
    expect(formatUsd(999.5)).toBe("$999.50");
    expect(formatUsd(999_999.99)).toBe("$1.00M");
    expect(formatUsd(2.5e12)).toBe("$2.50T");
  });
  it("puts the sign before the unit", () => {
    expect(formatUsd(-1234)).toBe("−$1.23K");
    expect(formatUsdExact(-1234.5)).toBe("−$1,234.50");
    expect(formatUsdChange(1200)).toBe("+$1.20K");
    expect(formatUsdChange(-1200)).toBe("−$1.20K");
  });
  it("tells nothing, almost nothing and the unknown apart", () => {
    expect(formatUsd(0)).toBe("$0");
    expect(formatUsd(-0)).toBe("$0");
    expect(formatUsd(0.004)).toBe("<$0.01");
    expect(formatUsd(0.005)).toBe("$0.01");
    expect(formatUsd(null)).toBe("—");
    expect(formatUsd(undefined)).toBe("—");
    expect(formatUsd(Number.NaN)).toBe("—");
  });
});

describe("counts", () => {
  it("groups digits and shortens only on request", () => {
    expect(formatNumber(1676)).toBe("1,676");
    expect(formatNumber(0)).toBe("0");
    expect(formatNumber(null)).toBe("—");
    expect(formatCompact(155_164)).toBe("155.2K");
    expect(formatCompact(999)).toBe("999");
    expect(formatCountChange(112)).toBe("+112");
    expect(formatCountChange(-1112)).toBe("−1,112");
    expect(formatCountChange(0)).toBe("0");
  });
});

describe("formatPercent", () => {
  it("shows the digits that matter at each size", () => {
    expect(formatPercent(0.62)).toBe("62 %");
    expect(formatPercent(0.0312)).toBe("3.1 %");
    expect(formatPercent(0.0012)).toBe("0.12 %");
    expect(formatPercent(0.00004)).toBe("<0.01 %");
    expect(formatPercent(0)).toBe("0 %");
    expect(formatPercent(1)).toBe("100 %");
    expect(formatPercent(null)).toBe("—");
    expect(formatPercent(13.371)).toBe("1,337 %");
  });
  it("never rounds a part up to the whole", () => {
    expect(formatPercent(0.9961)).toBe("99.6 %");
    expect(formatPercent(0.99999)).toBe(">99.9 %");
  });
  it("signs a change and keeps one decimal", () => {
    expect(formatPercent(0.203, { sign: true })).toBe("+20.3 %");
    expect(formatPercent(0.04, { sign: true })).toBe("+4.0 %");
    expect(formatPercent(-0.057, { sign: true })).toBe("−5.7 %");
    expect(formatPercent(-0.00003, { sign: true })).toBe(">−0.01 %");
    expect(formatPercent(0, { sign: true })).toBe("0 %");
    expect(formatPercent(-0.999, { sign: true })).toBe("−99.9 %");
  });
});

describe("formatBps", () => {
  it("prints basis points as a percentage", () => {
    expect(formatBps(1000)).toBe("10 %");
    expect(formatBps(25)).toBe("0.25 %");
    expect(formatBps(10_000)).toBe("100 %");
    expect(formatBps(0)).toBe("0 %");
    expect(formatBps(null)).toBe("—");
  });
});

describe("formatShares", () => {
  it("keeps every digit that a double would lose", () => {
    expect(formatShares(1_234_000_000_000_000_000_001n)).toEqual({
      compact: "1.23K",
      exact: "1,234.000000000000000001",
    });
    expect(formatShares(9_007_199_254_740_993n, 0).exact).toBe("9,007,199,254,740,993");
    expect(formatShares(1_500_000n, 6)).toEqual({ compact: "1.5", exact: "1.5" });
  });
  it("tells nothing, almost nothing and the unknown apart", () => {
    expect(formatShares(0n)).toEqual({ compact: "0", exact: "0" });
    expect(formatShares(1n)).toEqual({ compact: "<0.01", exact: "0.000000000000000001" });
    expect(formatShares(null)).toEqual({ compact: "—", exact: "—" });
  });
});

describe("time", () => {
  const now = new Date("2026-07-05T12:00:00Z");
  it("says how long ago in the largest whole unit", () => {
    expect(formatRelative(new Date("2026-07-05T11:59:40Z"), now)).toBe("just now");
    expect(formatRelative(new Date("2026-07-05T11:59:00Z"), now)).toBe("1 minute ago");
    expect(formatRelative(new Date("2026-07-05T09:00:01Z"), now)).toBe("2 hours ago");
    expect(formatRelative(new Date("2026-06-30T12:00:00Z"), now)).toBe("5 days ago");
    expect(formatRelative(new Date("2024-07-05T12:00:00Z"), now)).toBe("2 years ago");
    expect(formatRelative(new Date("2026-07-08T12:00:00Z"), now)).toBe("in 3 days");
    expect(formatRelative(null, now)).toBe("—");
  });
  it("says how long blocks take", () => {
    expect([0, 733, 7200, 50_830, 100_800, 126_000].map(formatBlocks)).toEqual([
      "0 days",
      "2.4 hours",
      "1 day",
      "7.1 days",
      "14 days",
      "17.5 days",
    ]);
    expect(formatBlocks(1)).toBe("12 seconds");
    expect(formatBlocks(-733)).toBe("−2.4 hours");
    expect(formatBlocks(null)).toBe("—");
  });
  it("prints days and instants in UTC whatever the machine's zone", () => {
    expect(formatDay("2026-07-05")).toBe("5 Jul 2026");
    expect(formatDay(new Date("2026-09-01T23:59:59Z"))).toBe("1 Sep 2026");
    expect(formatMonth("2025-12-31")).toBe("Dec 2025");
    expect(formatDateTimeUtc(new Date("2026-07-05T00:00:00Z"))).toBe("5 Jul 2026, 00:00 UTC");
    expect(formatDay("no day")).toBe("—");
    expect(formatDateTimeUtc(null)).toBe("—");
  });
});

describe("axes", () => {
  it("prints round ticks without idle decimals", () => {
    expect(formatAxis(8_500_000_000, "usd")).toBe("$8.5B");
    expect(formatAxis(0, "usd")).toBe("$0");
    expect(formatAxis(20_000, "count")).toBe("20K");
    expect(formatAxis(0.4, "percent")).toBe("40 %");
  });
});

describe("addresses", () => {
  it("shortens to both ends", () => {
    expect(shortenAddress("0x5accc90436492f24e6af278569691e2c942a676d")).toBe("0x5acc…676d");
  });
});

it("prints ether short, and never nothing for something", () => {
  expect(formatEth(1_234_567)).toBe("1.23M ETH");
  expect(formatEth(9.5)).toBe("9.50 ETH");
  expect(formatEth(-0.0001)).toBe(">−0.01 ETH");
  expect(formatEth(0)).toBe("0 ETH");
  expect(formatEth(null)).toBe("—");
});

it("says a place as people do", () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 1113, 1022].map(formatOrdinal)).toEqual([
    "1st",
    "2nd",
    "3rd",
    "4th",
    "11th",
    "12th",
    "13th",
    "21st",
    "102nd",
    "1,113th",
    "1,022nd",
  ]);
  expect(formatOrdinal(null)).toBe("—");
});

it("takes the noun of one with one alone, and of many with nothing and the unknown", () => {
  const sets = [0, 1, 2, 1200, null].map((count) => formatCounted(count, "operator set"));
  expect(sets).toEqual([
    "0 operator sets",
    "1 operator set",
    "2 operator sets",
    "1,200 operator sets",
    "— operator sets",
  ]);
  expect([1, 3].map((count) => formatCounted(count, "AVS", "AVSs"))).toEqual(["1 AVS", "3 AVSs"]);
  expect([1, 2].map((count) => formatCounted(count, "strategy"))).toEqual(["1 strategy", "2 strategies"]);
  expect(formatCounted(2, "day")).toBe("2 days");
});

it("gives a length of time in its largest unit", () => {
  expect([1_512_000, 86_400, 7200, 2400, 12, 1, 0].map(formatDuration)).toEqual([
    "17.5 days",
    "1 day",
    "2 hours",
    "40 minutes",
    "12 seconds",
    "1 second",
    "0 seconds",
  ]);
  expect(formatDuration(null)).toBe("—");
});
