import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { describe, expect, it } from "vitest";
import { Overlay } from "../charts/overlay";
import { Spark } from "../charts/spark";
import { TimeSeries } from "../charts/time-series";
import { RangeFilter } from "../filters/range-filter";
import { Table } from "../tables/table";
import { Address } from "./address";
import { Change, Count, Usd } from "./quantity";
import { html, inEther, words } from "./testing";
import { Time } from "./time";

const address = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed";
const spelled = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

describe("figures", () => {
  it("keep the exact value behind the short one", () => {
    expect(html(<Usd value={731_567_891.4} />)).toContain('title="$731,567,891.40"');
    expect(words(<Usd value={731_567_891.4} />)).toBe("$731.57M");
  });
  it("have a star that says so where they are not exact, and none where nothing is known", () => {
    const of = { isTvsUpperBound: true, unpricedCount: 2 };
    const said =
      "At most: the data does not show everything that slashings took, so it may be lower. Without 2 parts of unknown value.";
    expect(words(<Usd value={1_000_000} of={of} />)).toBe(`$1.00M * (${said})`);
    expect(html(<Usd value={1_000_000} of={of} />)).toContain(`title="${said}"`);
    expect(words(<Usd value={1_000_000} of={{ isTvsUpperBound: false, unpricedCount: 0 }} />)).toBe("$1.00M");
    expect(words(<Usd value={null} of={of} />)).toBe("— not known");
  });
  it("are in ether for those who prefer it, but not those of an earlier day", () => {
    expect(inEther(<Usd value={1_000_000} />)).toBe("400.00 ETH");
    expect(inEther(<Usd value={1_000_000} past />)).toBe("$1.00M");
  });
  it("say beside ether that a change, a chart or a filter stays in dollars, and nothing beside dollars", () => {
    const change = <Change value={-0.107} over="in 30 d" ofUsd />;
    const value = [1, 2].map((value, day) => ({ on: `2026-07-0${day + 1}`, value }));
    const chart = <TimeSeries title="Value secured" points={value} format="usd" />;
    const overlay = <Overlay title="Value secured" series={[{ key: "1", label: "One", points: value }]} />;
    const table = (
      <Table
        caption="Operators"
        columns={{
          change: {
            header: "30 d",
            ofUsd: true,
            cell: () => <Spark values={[2, 1]} label="Value over 90 days" ofUsd />,
          },
          avs: { header: "AVSs", cell: () => null },
        }}
        rows={["one"]}
        rowKey={(row) => row}
      />
    );
    const filter = (unit: string) => (
      <NuqsTestingAdapter searchParams="?tvsMin=1000000">
        <RangeFilter name="tvs" by="range" label="TVS" unit={unit} most={1e15} presets={{}} />
      </NuqsTestingAdapter>
    );
    expect(inEther(change)).toBe("−10.7 % in 30 d in USD");
    expect(inEther(<Change value={-0.107} over="in 30 d" />)).toBe("−10.7 % in 30 d");
    expect(inEther(chart)).toMatch(/^Value secured in USD/);
    expect(inEther(<TimeSeries title="Delegators" points={value} format="count" />)).not.toContain("USD");
    expect(inEther(overlay)).toMatch(/^Value secured in USD/);
    const inEach = <TimeSeries title="Value secured" points={value} format="eth" />;
    expect(inEther(inEach)).toMatch(/^Value secured 0.5 ETH 1 ETH .*Day \(UTC\) ETH 2 Jul 2026 2\.00 ETH/);
    const series = [{ key: "1", label: "One", points: value }];
    const each = inEther(<Overlay title="Value secured" format="eth" series={series} />);
    expect(each).toMatch(/^Value secured One .*1 Jul 2026 1\.00 ETH/);
    for (const said of [inEther(inEach), each]) expect(said).not.toMatch(/USD|\$/);
    expect(inEther(table)).toBe("Operators 30 d in USD AVSs Value over 90 days in USD, −50.0 %");
    expect(words(<Spark values={[null, 2, 1]} label="Value over 90 days" />)).toBe("Value over 90 days");
    expect(inEther(filter("USD"))).toBe("TVS in USD from $1.00M");
    expect(inEther(filter("delegators"))).not.toContain("USD");
    for (const beside of [change, overlay, table, filter("USD")]) expect(words(beside)).not.toContain("USD");
    expect(words(chart)).toMatch(/^Value secured (?!in USD)/);
  });
  it("say aloud that a value is not known, and never print zero for it", () => {
    expect(words(<Count value={null} />)).toBe("— not known");
    expect(words(<Count value={0} />)).toBe("0");
  });
  it("give a change a sign and a colour, and none to no change", () => {
    expect(html(<Change value={0.032} />)).toContain("text-low");
    expect(html(<Change value={-0.032} />)).toContain("text-critical");
    expect(html(<Change value={0} />)).toContain("text-dim");
    expect(words(<Change value={-0.032} over="in 30 d" />)).toBe("−3.2 % in 30 d");
  });
});

describe("an address", () => {
  it("spells the whole address for screen readers and the tooltip", () => {
    expect(html(<Address address={address} />)).toContain(`title="${spelled}"`);
    expect(words(<Address address={address} />)).toBe(`0x5aAe…eAed ${spelled}`);
  });
});

it("keeps the exact UTC instant behind a relative time", () => {
  const markup = html(<Time at={new Date("2026-07-05T00:00:00Z")} now={new Date("2026-07-06T01:00:00Z")} />);
  expect(markup).toBe(
    '<time dateTime="2026-07-05T00:00:00.000Z" title="5 Jul 2026, 00:00 UTC">1 day ago</time>',
  );
});
