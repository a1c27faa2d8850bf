import { expect, test } from "vitest";
import { type Detail, sentenceOf } from "./risk-words";

const growth = { key: "growth", points: 39, weight: 7 } as Detail["drivers"][number];
const detail = { growth30dRatio: -0.107 } as Detail;
const said = (stake: number | null) => sentenceOf(growth, detail, stake).replaceAll("\u00a0", " ");

test("says of a change of value what stake did to it, and nothing where that is not known", () => {
  expect(said(0.0054)).toBe(
    "Its value is shrinking: −10.7 % in 30 days. Stake alone changed it by +0.54 %; the rest is what prices did.",
  );
  expect(said(0)).toBe(
    "Its value is shrinking: −10.7 % in 30 days. Its stake did not change: prices did that.",
  );
  expect(said(null)).toBe("Its value is shrinking: −10.7 % in 30 days.");
});
