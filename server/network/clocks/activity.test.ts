import { describe, expect, test } from "vitest";
import { isActive, type Standing, securing } from "./activity";

const none: Standing = { directoryStatus: null, sets: [], wasSlashedBy: false };
const set = (kind: "member" | "unknown" | "left", effectiveMagnitude: bigint | null) => ({
  membership: kind === "left" ? ({ kind, at: null, block: null } as const) : ({ kind } as const),
  effectiveMagnitude,
});

describe("how an operator stands to an AVS", () => {
  test("registered at the AVSDirectory", () => {
    expect(securing({ ...none, directoryStatus: "registered" })).toBe("registered");
  });

  test("through operator sets, also where only an allocation in effect shows it", () => {
    expect(securing({ ...none, sets: [set("member", 0n)] })).toBe("through-operator-sets");
    expect(securing({ ...none, sets: [set("unknown", 1n)] })).toBe("through-operator-sets");
    expect(securing({ ...none, directoryStatus: "UNREGISTERED", sets: [set("unknown", 1n)] })).toBe(
      "through-operator-sets",
    );
  });

  test("an allocation of a known non-member secures nothing", () => {
    expect(securing({ ...none, sets: [set("left", 1n)] })).toBe("has-secured");
  });

  test("unknown magnitudes leave it unknown, which is not no", () => {
    expect(securing({ ...none, sets: [set("unknown", null)] })).toBe("unknown");
    expect(securing({ ...none, sets: [set("unknown", 0n)] })).toBe("no");
  });

  test("has secured it: was slashed by it, or was registered", () => {
    expect(securing({ ...none, wasSlashedBy: true })).toBe("has-secured");
    expect(securing({ ...none, directoryStatus: "UNREGISTERED" })).toBe("has-secured");
    expect(securing(none)).toBe("no");
  });
});

test("active is registered to at least one AVS or set, a membership seen only in allocations included", () => {
  expect(isActive([none, { ...none, directoryStatus: "REGISTERED" }].map(securing), true)).toBe(true);
  expect(isActive([{ ...none, sets: [set("unknown", 5n)] }].map(securing), true)).toBe(true);
  expect(isActive([{ ...none, sets: [set("unknown", null)] }].map(securing), true)).toBeNull();
  expect(isActive([{ ...none, wasSlashedBy: true }].map(securing), true)).toBe(false);
  expect(isActive([], true)).toBe(false);
  expect(isActive([], false)).toBeNull();
});
