import { expect, test } from "vitest";
import { words } from "@/app/_components/values/testing";
import { STRATEGY_COLUMNS, type StrategyRow } from "@/server/network/lists/strategies";
import { STRATEGY_LIST } from "./list";

test("what is allocated shows the dollars that it is sorted by, and of what its percentage is", () => {
  const row = {
    tvsUsd: 10_000_000,
    allocatedUsd: 2_500_000,
    allocatedRatio: 0.25,
    avsCount: 2,
    isAllocatedUpperBound: true,
    unpricedAllocatedCount: 0,
  } as StrategyRow;
  expect(STRATEGY_COLUMNS.allocated.value(row)).toBe(2_500_000);
  const { cell, phone } = STRATEGY_LIST.columns.allocated;
  expect(words(cell(row))).toMatch(/^\$2\.50M \* \(At most.*\) 25 % of TVS$/);
  expect(words(phone(row))).toMatch(/^\$2\.50M \* .* allocated$/);
});
