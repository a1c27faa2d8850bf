import { expect, test } from "vitest";
import { partOfHolding } from "./move";

const holding = (address: string) => ({
  address,
  symbol: null,
  tvsUsd: 100,
  isUpperBound: false,
  isUnpriced: false,
});

test("a strategy that surely can be slashed gets no doubt from another one of the same set", () => {
  const [sure, unsure] = [holding("0x1"), holding("0x2")];
  const set = { avs: "0xa", setNumber: 0, isUpTo: true, left: null, isMember: true };
  const sets = [{ ...set, parts: [[sure, 0.5, false] as never, [unsure, 0.2, true] as never] }];
  expect(partOfHolding(sets, sure)).toEqual({ ratio: 0.5, isUpTo: false });
  expect(partOfHolding(sets, unsure)).toEqual({ ratio: 0.2, isUpTo: true });
});
