import { expect, test } from "vitest";
import { SECTIONS } from "./sections";

test("says how many operator sets are known from outside the pipeline, from where and at which block", () => {
  const formulas = new Map(SECTIONS.flatMap(({ formulas }) => formulas));
  expect(formulas.get("Slasher and recipient")).toMatch(
    /Those of 99 operator sets were read at block 25,468,595, on 5 Jul 2026, by https:\/\/github\.com\//,
  );
});
