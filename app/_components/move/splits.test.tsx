import { expect, test } from "vitest";
import { words } from "@/app/_components/values/testing";
import { Splits } from "./splits";

test("an AVS without a row of the operator is not known to be secured, and unknown where rows were not read", () => {
  expect(words(<Splits of={null} areAvsRead />)).toBe("not known to secure it");
  expect(words(<Splits of={null} areAvsRead={false} />)).toBe("not known");
});
