import { describe, expect, it } from "vitest";
import { partParam } from "./search-params";

describe("a part that is slashed, in a URL", () => {
  it("is a hundredth of a per cent to all of it, as a field sends it", () => {
    expect(["0.01", ".5", "33.333", "1e1", "100"].map(partParam.parse)).toEqual([0.01, 0.5, 33.333, 10, 100]);
  });
  it("counts as absent where it is nothing, too much or no number", () => {
    for (const odd of ["", "0", "0.001", "-1", "100.5", "1e9", "1e400", "abc"])
      expect(partParam.parse(odd)).toBeNull();
  });
});
