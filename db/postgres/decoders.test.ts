import { describe, expect, it } from "vitest";
import { bps, count, day, instant, maybeInstant, ratioFromPercent, real, usd, wei } from "./decoders";

describe("quantities", () => {
  it("keeps unknown unknown, and zero zero", () => {
    expect([
      usd(null),
      wei(null),
      bps(null),
      ratioFromPercent(null),
      count(null),
      maybeInstant(null),
    ]).toEqual(Array(6).fill(null));
    expect([usd("0"), wei("0"), bps("0"), ratioFromPercent("0.000")]).toEqual([0, 0n, 0, 0]);
  });

  it("reads dollars and percentages out of numeric text", () => {
    expect(usd("1234567.89")).toBe(1234567.89);
    expect(ratioFromPercent("62.5")).toBe(0.625);
    expect(real("NaN")).toBeNull();
  });

  it("keeps amounts exact far beyond what a double holds", () => {
    expect(wei("1000000000000000001")).toBe(1000000000000000001n);
    expect(wei("123456789012345678901234567890.000")).toBe(123456789012345678901234567890n);
    expect(wei("-5")).toBe(-5n);
  });

  it("refuses an amount with a fraction instead of cutting it", () => {
    expect(() => wei("1.5")).toThrow("1.5 is not a whole amount.");
    expect(() => wei("1e18")).toThrow();
    expect(() => count("1.5")).toThrow();
  });
});

describe("times", () => {
  it("takes a timestamp without a zone for UTC, whatever the zone of the machine", () => {
    expect(instant("2026-07-05 01:02:03.456789").toISOString()).toBe("2026-07-05T01:02:03.456Z");
    expect(instant("2026-07-05").toISOString()).toBe("2026-07-05T00:00:00.000Z");
  });

  it("honours a zone that is there", () => {
    expect(instant("2026-07-05 02:00:00+02").toISOString()).toBe("2026-07-05T00:00:00.000Z");
    expect(instant("2026-07-05T00:00:00-05:30").toISOString()).toBe("2026-07-05T05:30:00.000Z");
  });

  it("refuses what is no time", () => {
    for (const text of ["", "yesterday", "infinity", "2026-13-40 00:00:00"])
      expect(() => instant(text)).toThrow();
  });

  it("names the UTC day of an instant", () => {
    expect(day("2026-07-05")).toBe("2026-07-05");
    expect(day("2026-07-05 23:30:00-02")).toBe("2026-07-06");
  });
});
