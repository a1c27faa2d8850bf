import { describe, expect, it } from "vitest";
import { html, words } from "../values/testing";
import { DataAge } from "./data-age";
import { Freshness } from "./freshness";

describe("freshness", () => {
  const now = new Date("2026-07-05T12:00:00Z");
  const at = (hours: number) =>
    html(
      <Freshness
        block={25_468_595}
        updatedAt={new Date(now.getTime() - hours * 3_600_000)}
        provenance={null}
        now={now}
      />,
    );
  it("turns from green to amber to red with words", () => {
    expect(at(1)).toContain("bg-low");
    expect(at(27)).toContain("bg-medium");
    expect(at(27)).toContain("running late");
    expect(at(73)).toContain("bg-critical");
    expect(at(73)).toContain("out of date");
    expect(at(3)).toMatch(/25,468,595.*3 hours ago/);
  });
  it("stands in the header with its day, its age and a word where it is late", () => {
    const header = (hours: number) =>
      html(<DataAge updatedAt={new Date(now.getTime() - hours * 3_600_000)} now={now} />);
    expect(header(1)).toMatch(/The figures are of 5 Jul 2026, 1 hour ago\. Status.*>1 h</);
    expect(header(27)).toMatch(/They are running late\..*text-medium/);
    expect(header(24 * 147)).toMatch(/4 months ago\. They are out of date\..*>147 d</);
    expect(html(<DataAge updatedAt={null} />)).toContain("The age of the figures is not known.");
  });
  it("says beside it of which days the prices are, and whose", () => {
    const priced = (prices: React.ComponentProps<typeof DataAge>["prices"]) =>
      words(<DataAge updatedAt={now} prices={prices} now={now} />);
    const days = { oldestAt: new Date("2026-07-04"), newestAt: new Date("2026-07-05"), unknownCount: 0 };
    expect(priced({ ...days, sources: ["coingecko", "defillama"] })).toContain(
      "Prices of 4 Jul 2026 to 5 Jul 2026 by coingecko, defillama",
    );
    expect(priced({ ...days, oldestAt: days.newestAt, sources: [] })).toContain("Prices of 5 Jul 2026");
    expect(priced({ oldestAt: null, newestAt: null, unknownCount: 3, sources: [] })).toContain(
      "The age of prices is not known",
    );
  });
  it("says so when nothing is known", () => {
    expect(words(<Freshness block={null} updatedAt={null} provenance={null} />)).toContain(
      "not known right now",
    );
  });
});
