import { describe, expect, it } from "vitest";
import { html } from "../values/testing";
import { RiskMark } from "./risk-mark";

describe("risk", () => {
  it("has a word and a shape of its own for each level, in any case", () => {
    const marks = ["LOW", "medium", "High", "CRITICAL", null].map((level) =>
      html(<RiskMark level={level} />),
    );
    expect(new Set(marks.map((mark) => mark.replace(/class="[^"]*"/g, ""))).size).toBe(5);
    expect(marks[1]).toContain("Medium");
    expect(marks[4]).toContain("Not enough data");
  });
});
