import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { renderToStaticMarkup, renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LeftOut } from "./certainty/left-out";
import { Overlay } from "./charts/overlay";
import { ShareBar } from "./charts/share-bar";
import { Spark } from "./charts/spark";
import { TimeSeries } from "./charts/time-series";
import { Entity } from "./entity/entity";
import { Identicon } from "./entity/identicon";
import { RangeFilter } from "./filters/range-filter";
import { DataAge } from "./freshness/data-age";
import { Freshness } from "./freshness/freshness";
import { NavigationSuspense } from "./navigation/navigation-suspense";
import { RiskMark } from "./risk/risk-mark";
import { UncorrectedLoss } from "./slashings/uncorrected-loss";
import { Table } from "./tables/table";
import { Address } from "./values/address";
import { CurrencyProvider } from "./values/amount";
import { Change, Count, Usd } from "./values/quantity";
import { Time } from "./values/time";
import { BarredUsd } from "./values/value-bar";

const html = renderToStaticMarkup;
const words = (element: React.ReactElement) =>
  html(element)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .replaceAll(" ,", ",")
    .trim();
const inEther = (element: React.ReactElement) =>
  words(<CurrencyProvider usdPerEth={2500}>{element}</CurrencyProvider>);
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
      "At most: the data does not tell all that slashings took, so it may be lower. Without 2 parts of unknown value.";
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
    expect(inEther(filter("USD"))).toBe("TVS in USD from $1.00M");
    expect(inEther(filter("delegators"))).not.toContain("USD");
    for (const beside of [change, overlay, table, filter("USD")]) expect(words(beside)).not.toContain("USD");
    expect(words(chart)).toMatch(/^Value secured (?!in USD)/);
  });
  it("say the ends of a range the way they are filtered by, whichever was typed first", () => {
    const range = (search: string) =>
      words(
        <NuqsTestingAdapter searchParams={search}>
          <RangeFilter name="rate" by="range" label="Commission" unit="%" most={100} presets={{}} />
        </NuqsTestingAdapter>,
      );
    expect(range("?rateMin=50&rateMax=5")).toBe("Commission 5 % to 50 %");
    expect(range("?rateMin=5&rateMax=50")).toBe("Commission 5 % to 50 %");
    expect(range("?rateMax=0")).toBe("Commission up to 0 %");
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

describe("who it is", () => {
  it("spells the whole address for screen readers and the tooltip", () => {
    expect(html(<Address address={address} />)).toContain(`title="${spelled}"`);
    expect(words(<Address address={address} />)).toBe(`0x5aAe…eAed ${spelled}`);
  });
  it("draws the same mark for an address in any case, and another for another", () => {
    const mark = (text: string) => html(<Identicon address={text} />);
    expect(mark(spelled)).toBe(mark(address));
    expect(mark(address.replace("0x5", "0x6"))).not.toBe(mark(address));
  });
  it("shows a hostile name as inert text on one line", () => {
    const shown = html(<Entity address={address} name={"</script><img src=x>\u202egnp.exe"} />);
    expect(shown).toContain("&lt;/script&gt;&lt;img src=x&gt;gnp.exe");
    expect(shown).not.toContain("\u202e");
  });
  it("puts the address in place of a name that is missing or invisible", () => {
    for (const name of [null, "\u200b"])
      expect(words(<Entity address={address} name={name} />)).toBe("0x5aAe…eAed no name declared");
  });
});

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

it("keeps the exact UTC instant behind a relative time", () => {
  const markup = html(<Time at={new Date("2026-07-05T00:00:00Z")} now={new Date("2026-07-06T01:00:00Z")} />);
  expect(markup).toBe(
    '<time dateTime="2026-07-05T00:00:00.000Z" title="5 Jul 2026, 00:00 UTC">1 day ago</time>',
  );
});

it("shows the first hundred rows of a table however many there are, and says how many there are", () => {
  const tableOf = (count: number) => (
    <Table
      caption="Sets"
      columns={{ set: { header: "Set", cell: (number) => `Set ${number}` } }}
      rows={Array.from({ length: count }, (_, number) => number)}
      rowKey={(number) => number}
    />
  );
  expect(html(tableOf(100)).match(/<tr/g)).toHaveLength(101);
  expect(words(tableOf(100))).not.toContain("are shown");
  expect(html(tableOf(5000)).match(/<tr/g)).toHaveLength(102);
  expect(words(tableOf(5000))).toContain("The first 100 of 5,000 rows are shown.");
});

it("sorts by a real link that turns the order round, and says the order to screen readers", () => {
  const head = (order: { sort: "tvs" | "name"; dir: "asc" | "desc" }) =>
    html(
      <Table
        caption="Operators"
        firstRank={1}
        columns={{
          name: { header: "Operator", cell: () => null, isSortable: true },
          tvs: { header: "TVS", align: "right", cell: () => null, isSortable: true },
          reason: { header: "Reason", cell: () => null },
        }}
        rows={[]}
        rowKey={() => ""}
        order={{ ...order, hrefFor: ({ sort, dir }) => `/operators?sort=${sort}-${dir}` }}
      />,
    );
  expect(head({ sort: "tvs", dir: "desc" })).toMatch(
    /aria-sort="descending".*href="\/operators\?sort=tvs-asc"/,
  );
  expect(head({ sort: "tvs", dir: "asc" })).toMatch(
    /aria-sort="ascending".*href="\/operators\?sort=tvs-desc"/,
  );
  expect(head({ sort: "name", dir: "asc" })).toContain('href="/operators?sort=tvs-desc"');
  expect(head({ sort: "tvs", dir: "asc" })).toContain('href="/operators?sort=name-asc"');
  expect(head({ sort: "tvs", dir: "asc" }).match(/aria-sort/g)).toHaveLength(1);
  expect(
    html(
      <Table
        caption="Sets"
        columns={{ tvs: { header: "TVS", cell: () => null, isSortable: true } }}
        rows={[]}
        rowKey={() => ""}
      />,
    ),
  ).not.toContain("href");
});

it("shows a phone the figure that the list is sorted by, and draws bars to the scale of the largest", () => {
  const table = (sort: "tvs" | "days") =>
    html(
      <Table
        caption="Operators"
        columns={{
          tvs: {
            header: "TVS",
            bar: (row) => row.tvs,
            cell: (row, view) => <BarredUsd value={row.tvs} {...view} />,
          },
          days: {
            header: "Days",
            priority: 4,
            cell: (row) => row.days,
            phone: (row) => `${row.days} days of work`,
          },
        }}
        rows={[
          { tvs: 400, days: 7 },
          { tvs: 100, days: 9 },
        ]}
        rowKey={({ days }) => days}
        order={{ sort, dir: "desc", hrefFor: () => "/" }}
      />,
    );
  expect(table("days")).toContain("9 days of work");
  expect(table("tvs")).not.toContain("days of work");
  expect(table("tvs").match(/max\(2px, \d+%\)/g)).toEqual(["max(2px, 100%)", "max(2px, 25%)"]);
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

describe("a page that is opened by its address", () => {
  it("comes whole, in no boundary that could hide it", () => {
    const page = (
      <NavigationSuspense skeleton={<p>Loading</p>}>
        <main>$731.57M</main>
      </NavigationSuspense>
    );
    expect(renderToString(page)).toBe("<main>$731.57M</main>");
  });
});

describe("a sum", () => {
  it("says how many parts of unknown value it leaves out, where it is known itself", () => {
    expect(words(<LeftOut of={0} count={2} />)).toBe("without 2 of unknown value");
    expect(words(<LeftOut of={5} count={0} />)).toBe("");
    expect(words(<LeftOut of={null} count={2} />)).toBe("");
  });
});

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
