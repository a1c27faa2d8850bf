import { describe, expect, it } from "vitest";
import { html, words } from "../values/testing";
import { Overlay } from "./overlay";
import { ShareBar } from "./share-bar";
import { Spark } from "./spark";
import { TimeSeries } from "./time-series";

describe("lines over one another", () => {
  it("differ in colour and in dash, and none is as faint as what is left over", () => {
    const points = [1, 2].map((value, day) => ({ on: `2026-07-0${day + 1}`, value }));
    const series = [1, 2, 3, 4, 5].map((key) => ({ key: String(key), label: `Line ${key}`, points }));
    const drawn = html(<Overlay title="Value secured" series={series} />);
    const colours = new Set(drawn.match(/(?<=stroke=")var\(--s\d\)/g));
    expect(colours.size).toBe(5);
    expect(colours).not.toContain("var(--s5)");
    expect(new Set(drawn.match(/(?<=stroke-dasharray=")[^"]+/g)).size).toBe(4);
  });
});

describe("charts", () => {
  const points = [
    { on: "2026-07-04", value: 1_234_567.89 },
    { on: "2026-07-05", value: null },
  ];
  it("carry the exact numbers as a table, newest first, gaps in words", () => {
    const text = words(<TimeSeries title="Value secured" points={points} format="usd" />);
    expect(text).toMatch(/5 Jul 2026 no data 4 Jul 2026 \$1,234,567\.89/);
  });
  it("mark what happened with a shape, in words under the plot and in the table", () => {
    const marks = { verb: "Slashed", days: [{ on: "2026-07-04", text: "Slashed by EigenDA" }] };
    const chart = <TimeSeries title="Value secured" points={points} format="usd" marks={marks} />;
    expect(words(chart)).toMatch(
      /Slashed on 4 Jul 2026 Table .*4 Jul 2026 Slashed by EigenDA \$1,234,567\.89/,
    );
    expect(html(chart)).toMatch(/rotate-45/);
    const bare = <TimeSeries title="Value secured" points={points} format="usd" />;
    expect(html(bare)).not.toMatch(/rotate-45|Slashed/);
  });
  it("say under the plot since when values are upper bounds, and at each of them", () => {
    const after = [...points, { on: "2026-07-06", value: 60, isUpperBound: true }];
    const text = words(<TimeSeries title="Value secured" points={after} format="usd" />);
    expect(text).toContain("Values since 6 Jul 2026 are upper bounds");
    expect(text).toMatch(/6 Jul 2026 up to \$60\.00 5 Jul 2026 no data 4 Jul 2026 \$1,234,567\.89/);
    const series = [
      { key: "1", label: "One", points: after },
      { key: "2", label: "Two", points },
    ];
    const overlay = words(<Overlay title="Value secured" series={series} />);
    expect(overlay).toContain("Values of One since 6 Jul 2026 are upper bounds");
    expect(overlay).not.toContain("Values of Two");
    expect(overlay).toContain("up to $60.00");
    expect(words(<Spark values={[2, 1]} label="Value" isUpperBound />)).toBe("Value, upper bounds");
    expect(words(<TimeSeries title="Value secured" points={points} format="usd" />)).not.toContain("upper");
  });
  it("say that there is nothing instead of drawing an empty frame", () => {
    expect(words(<TimeSeries title="Value secured" points={[]} format="usd" />)).toContain("No history yet");
    expect(words(<Spark values={[1]} label="One day" />)).toBe("—");
  });
  it("fold small parts, and keep all of them in the table", () => {
    const items = [50, 20, 10, 9, 6, 5].map((value, key) => ({
      key: String(key),
      label: `asset ${key}`,
      value,
    }));
    const text = words(<ShareBar title="By asset" items={items} />);
    expect(text).toMatch(/asset 3 9 %.* 2 others 11 % Table/);
    expect(text).toMatch(/Hide table.*asset 5 5 %/);
  });
  it("puts what it has no name for last, however much it is", () => {
    const items = [
      { label: "stETH", value: 20 },
      { label: "rETH", value: 10 },
    ];
    const bar = <ShareBar title="By operator" items={items} others={{ count: 1234, value: 70 }} />;
    expect(words(bar)).toBe("By operator stETH 20 % rETH 10 % 1,234 others 70 %");
  });
});
