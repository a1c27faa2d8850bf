import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it.each<[string, object | undefined]>([
  ["no Intl at all", undefined],
  ["an empty Intl", {}],
  [
    "an Intl that refuses",
    {
      NumberFormat: class {
        constructor() {
          throw new RangeError("No such option");
        }
      },
    },
  ],
])("formats figures and days plainly in a browser with %s", async (_, intl) => {
  vi.stubGlobal("Intl", intl);
  const format = await import("./format");
  expect(format.formatUsd(12.345)).toMatch(/^\$12\.3[45]$/);
  expect(format.formatUsd(1_234_567)).toBe("$1234567.00");
  expect(format.formatNumber(1676)).toBe("1676");
  expect(format.formatShares(1234n * 10n ** 18n).exact).toBe("1234");
  expect(format.formatOrdinal(22)).toBe("22nd");
  expect(format.formatPercent(0.123)).toBe("12 %");
  expect(format.formatDay("2026-07-05")).toBe("2026-07-05");
  expect(format.formatDateTimeUtc(new Date("2026-07-05T04:30:00Z"))).toBe("2026-07-05, 04:30 UTC");
});

it("names the place of everybody as English does", async () => {
  const { formatOrdinal } = await import("./format");
  const places = [1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111, 1022];
  expect(places.map(formatOrdinal)).toEqual(
    "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th 1,022nd".split(" "),
  );
});
