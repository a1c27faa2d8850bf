import { expect, test } from "vitest";
import { tableOf } from "../tables/columns";
import { moveAvsList } from "./lists";

test("a phone shows what each AVS can take in the 14 days of a move, and on arrival", () => {
  const ends = { from: { isVerdictDemoLimited: false }, to: { isVerdictDemoLimited: false } };
  const columns = Object.entries(tableOf(moveAvsList(false, ends)));
  const onPhone = columns.flatMap(([id, { priority = 1 }]) => (priority === 1 ? id : []));
  expect(onPhone).toEqual(["avs", "between", "arrival"]);
});
