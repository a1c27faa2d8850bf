import { describe, expect, it } from "vitest";
import { words } from "../values/testing";
import { UncorrectedLoss } from "./uncorrected-loss";

describe("a loss that figures do not include", () => {
  const told = (props: React.ComponentProps<typeof UncorrectedLoss>) => words(<UncorrectedLoss {...props} />);
  it("is told where it may be in a figure, with who was slashed and when", () => {
    expect(told({ isUpperBound: false, who: "This operator" })).toBe("");
    expect(
      told({ isUpperBound: true, who: "This operator", slashedAt: new Date("2026-04-30T12:00:00Z") }),
    ).toMatch(/^This operator was slashed on 30 Apr 2026\s*\. Figures marked \* .* may be near zero\.$/);
    expect(told({ isUpperBound: true })).toContain(
      "Operators in these figures were slashed, or may have been.",
    );
    expect(told({ isUpperBound: true, who: "This operator", slashedAt: null })).toContain(
      "This operator was slashed, or may have been.",
    );
  });
});
