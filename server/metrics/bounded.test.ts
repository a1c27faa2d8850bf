import { expect, test } from "vitest";
import { boundedLabel } from "./bounded";

test("a label has so many values at most, and known ones stay", () => {
  const label = boundedLabel(2);
  expect(["a", "b", "c", "d", "a"].map(label)).toEqual(["a", "b", "other", "other", "a"]);
});
