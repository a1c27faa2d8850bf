import { describe, expect, test } from "vitest";
import { EMPTY_SUM, sumOf } from "../unknown";
import { slashingPower } from "./slashing-power";

const exposure = { slashable: EMPTY_SUM, slashableUpTo: EMPTY_SUM };
const sets = { setCount: 1, slashingCount: 0, exposure };

describe("what an AVS can slash today", () => {
  test("anything slashable, also of an unknown value", () => {
    expect(slashingPower({ ...sets, exposure: { slashable: sumOf(5), slashableUpTo: sumOf(5) } })).toBe(
      "slashes",
    );
    expect(slashingPower({ ...sets, exposure: { ...exposure, slashable: sumOf(null) } })).toBe("slashes");
  });

  test("perhaps, where only membership or the clock is not known", () => {
    expect(slashingPower({ ...sets, exposure: { ...exposure, slashableUpTo: sumOf(5) } })).toBe("may-slash");
  });

  test("nothing, with sets and nothing allocated; none known is another thing", () => {
    expect(slashingPower(sets)).toBe("nothing-today");
    expect(slashingPower({ ...sets, setCount: 0 })).toBe("none-known");
    expect(slashingPower({ ...sets, setCount: 0, slashingCount: 2 })).toBe("nothing-today");
  });

  test("is not known where allocations were not read", () => {
    expect(slashingPower({ ...sets, exposure: null })).toBe("unknown");
  });
});
