import { describe, expect, it } from "vitest";
import { words } from "../values/testing";
import { LeftOut } from "./left-out";

describe("a sum", () => {
  it("says how many parts of unknown value it leaves out, where it is known itself", () => {
    expect(words(<LeftOut of={0} count={2} />)).toBe("without 2 of unknown value");
    expect(words(<LeftOut of={5} count={0} />)).toBe("");
    expect(words(<LeftOut of={null} count={2} />)).toBe("");
  });
});
