import { expect, test } from "vitest";
import { words } from "@/app/_components/values/testing";
import { Exposed } from "./exposed";

const none = { exposedUsd: 0, ofStakeRatio: 0, unknownCount: 0, isUpperBound: false, isUpTo: false };

test("a part that rests on allocations the demo models says so beside the figure", () => {
  expect(words(<Exposed of={none} inUsd={false} isModelled />)).toBe(
    "0 % by what the demo has, which is not all",
  );
  expect(words(<Exposed of={none} inUsd={false} isModelled={false} />)).toBe("0 %");
});
