import { expect, test } from "vitest";
import { words } from "@/app/_components/values/testing";
import { loserList, operatorLossList } from "./supposed-losses-list";

const loss = { lostUsd: 20, unpricedCount: 0, isUpperBound: false, isUpTo: false };

test("the part that a delegator or an operator would lose has the star of the amount beside it", () => {
  const loser = (isUpTo: boolean) =>
    words(
      loserList(1).columns.share.cell({
        ...loss,
        isUpTo,
        address: "0x1",
        operator: "0x2",
        operatorName: null,
        ofStakeRatio: 0.2,
      }),
    );
  expect(loser(false)).toBe("20 %");
  expect(loser(true)).toContain("20 % *");
  const operator = (isUpTo: boolean) =>
    words(
      operatorLossList(1).columns.share.cell({
        ...loss,
        isUpTo,
        address: "0x2",
        name: null,
        strategyCount: 1,
        delegatorCount: 1,
        slashableUpToUsd: 20,
        ofOperatorRatio: 0.2,
      } as Parameters<ReturnType<typeof operatorLossList>["columns"]["share"]["cell"]>[0]),
    );
  expect(operator(false)).toBe("20 %");
  expect(operator(true)).toContain("20 % *");
});
