import { expect, test } from "vitest";
import type { Network } from "../network";
import { EMPTY_SUM } from "../unknown";
import { allocatedDays } from "./allocated-days";

test("a history of many days looks for announcements and slashes once", () => {
  let readCount = 0;
  const counted = <T>(rows: T[]) => {
    readCount += 1;
    return rows;
  };
  const ids = { operator: "0xa", operatorSet: "0xb-0", strategy: "0xc" };
  const network = {
    clocks: { timeNow: null },
    readAt: new Date("2026-07-05T00:00:00Z"),
    get announcements() {
      return counted([{ ...ids, fromBlock: 1, untilBlock: 9, before: 10n ** 17n }]);
    },
    get slashedHistories() {
      return counted([]);
    },
  } as unknown as Network;
  const dates = Array.from({ length: 900 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)));
  const days = dates.map((at) => at.toISOString().slice(0, 10));
  const found = allocatedDays(
    network,
    {
      days: days.map((snapshotOn) => ({ snapshotOn, allocatedUsd: 5 })),
      slashed: [],
      announced: days.map((snapshotOn) => ({ ...ids, snapshotOn, valueUsd: 100 })),
    },
    EMPTY_SUM,
  );
  expect(found.slice(0, 900).map(({ allocatedUsd }) => allocatedUsd)).toEqual(days.map(() => 15));
  expect(readCount).toBeLessThanOrEqual(2);
});
