import { describe, expect, it } from "vitest";
import { fold, layOut, nearest, type Point, VIEW } from "./geometry";

const series = (...values: (number | null)[]): Point[] =>
  values.map((value, index) => ({ on: `2026-07-${String(index + 1).padStart(2, "0")}`, value }));

const laidOut = (points: Point[]) => {
  const geometry = layOut(points);
  if (!geometry) throw new Error("no geometry");
  return geometry;
};

describe("layOut", () => {
  it("has nothing to draw without a value", () => {
    expect(layOut([])).toBeUndefined();
    expect(layOut(series(null, null))).toBeUndefined();
  });

  it("spreads points over the whole width, by date and not by count", () => {
    const { places } = laidOut([
      { on: "2026-07-01", value: 1 },
      { on: "2026-07-02", value: 2 },
      { on: "2026-07-05", value: 3 },
    ]);
    expect(places.map((place) => place.x)).toEqual([0, 0.25, 1]);
  });

  it("puts higher values higher, and every value inside", () => {
    const { places } = laidOut(series(10, 30, 20));
    const [low, high, middle] = places.map((place) => place.y ?? Number.NaN);
    expect(high).toBeLessThan(middle as number);
    expect(middle).toBeLessThan(low as number);
    for (const y of [low, high, middle]) expect(y).toSatisfy((value: number) => value >= 0 && value <= 1);
  });

  it("starts at zero when values come near it, and not when they move far above it", () => {
    expect(laidOut(series(10, 100)).yTicks.at(0)).toEqual({ at: 1, value: 0 });
    expect(laidOut(series(970, 1000)).yTicks.every((tick) => tick.value > 900)).toBe(true);
  });

  it("leaves a gap open instead of drawing zero", () => {
    const { line, places, dots } = laidOut(series(5, 6, null, 7, 8));
    expect(line.match(/M/g)).toHaveLength(2);
    expect(places[2]?.y).toBeNull();
    expect(dots).toEqual([]);
  });

  it("shows a value between two gaps as a dot", () => {
    expect(laidOut(series(5, 6, null, 7, null, 8, 9)).dots).toHaveLength(1);
  });

  it("shows a single point in the middle, with its day", () => {
    const { dots, xTicks } = laidOut(series(5));
    expect(dots).toHaveLength(1);
    expect(dots[0]?.x).toBe(0.5);
    expect(xTicks).toEqual([{ at: 0.5, value: new Date("2026-07-01T00:00:00Z") }]);
  });

  it("draws a flat line of any height", () => {
    for (const value of [0, 7, 1e12, -3]) {
      const { places, line } = laidOut(series(value, value, value));
      expect(line).not.toContain("NaN");
      for (const place of places) expect(place.y).toSatisfy((y: number) => y >= 0 && y <= 1);
    }
  });

  it("ticks at midnight UTC", () => {
    const points = Array.from({ length: 90 }, (_, day) => ({
      on: new Date(Date.UTC(2026, 3, 6 + day)).toISOString().slice(0, 10),
      value: day,
    }));
    const { xTicks } = laidOut(points);
    expect(xTicks.length).toBeGreaterThan(2);
    for (const tick of xTicks) {
      expect(tick.value.toISOString()).toContain("T00:00:00.000Z");
      expect(tick.at).toSatisfy((at: number) => at >= 0 && at <= 1);
    }
  });

  it("ticks counts at whole numbers only", () => {
    const fractional = laidOut(series(1, 2)).yTicks.map((tick) => tick.value);
    expect(fractional.some((value) => !Number.isInteger(value))).toBe(true);
    const whole = layOut(series(1, 2), { x: 5, y: 4, whole: true })?.yTicks ?? [];
    expect(whole.map((tick) => tick.value)).toEqual([1, 2]);
  });

  it("writes coordinates inside the view", () => {
    const numbers =
      laidOut(series(1, 2, 3, 2))
        .line.match(/[\d.]+/g)
        ?.map(Number) ?? [];
    expect(Math.max(...numbers)).toBeLessThanOrEqual(VIEW.width);
  });
});

describe("nearest", () => {
  const places = [{ x: 0 }, { x: 0.25 }, { x: 1 }];
  it("finds the closest point and stays inside", () => {
    expect(nearest(places, 0.1)).toBe(0);
    expect(nearest(places, 0.2)).toBe(1);
    expect(nearest(places, 0.7)).toBe(2);
    expect(nearest(places, -3)).toBe(0);
    expect(nearest(places, 3)).toBe(2);
    expect(nearest([{ x: 0.5 }], 0.9)).toBe(0);
  });
});

describe("fold", () => {
  const items = [1, 9, 5, null, 0, 3].map((value, key) => ({ key, value }));
  it("keeps the largest and adds up the rest", () => {
    const { kept, folded, foldedValue } = fold(items, 2);
    expect(kept.map((item) => item.value)).toEqual([9, 5]);
    expect(folded.map((item) => item.value)).toEqual([3, 1]);
    expect(foldedValue).toBe(4);
  });
  it("never folds a single item, which would only hide its name", () => {
    expect(fold(items, 3).kept).toHaveLength(4);
  });
});
