import { expect, test } from "vitest";
import { withoutSlashed } from "./value-days";

const day = (takenUsd: number, valueUsd: number) => ({
  takenUsd,
  valueUsd,
  isUpperBound: false,
  maxMagnitude: 1n,
});

test("a day that was not kept is as the one before, if nothing was left then, and the kept days are read once", () => {
  let readCount = 0;
  class Counted<K, V> extends Map<K, V> {
    override [Symbol.iterator]() {
      readCount += 1;
      return super[Symbol.iterator]();
    }
  }
  const days = new Counted([
    ["2026-07-01", day(30, 70)],
    ["2026-07-03", day(0, 0)],
    ["2026-07-06", day(20, 70)],
  ]);
  const asked = ["06-30", "07-01", "07-02", "07-03", "07-04", "07-05", "07-06", "07-07"];
  const found = withoutSlashed(
    asked.map((on) => ({ snapshotOn: `2026-${on}`, tvsUsd: 100 })),
    [{ operator: "0xa", strategy: "0xb", since: "2026-07-01", days }],
  );
  expect(found.map(({ tvsUsd, isUpperBound }) => [tvsUsd, isUpperBound])).toEqual([
    [100, false],
    [70, false],
    [100, true],
    [100, false],
    [100, false],
    [100, false],
    [80, false],
    [100, true],
  ]);
  expect(readCount).toBe(1);
});

test("a total that a slash is taken off already is not lowered again, and is at most what it says", () => {
  const slashed = [
    {
      operator: "0xa",
      strategy: "0xb",
      since: "2026-05-01",
      days: new Map([
        ["2026-05-06", day(200, 200)],
        ["2026-05-07", day(200, 200)],
      ]),
    },
  ];
  const days = [
    { snapshotOn: "2026-05-06", tvsUsd: 400 },
    { snapshotOn: "2026-05-07", tvsUsd: 200 },
  ];
  expect(withoutSlashed(days, slashed).map(({ tvsUsd, isUpperBound }) => [tvsUsd, isUpperBound])).toEqual([
    [200, false],
    [200, true],
  ]);
});
