import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { ActivityWords } from "./_components/activity/activity-words";
import { Overlay } from "./_components/charts/overlay";
import { ShareBar } from "./_components/charts/share-bar";
import { Entity } from "./_components/entity/entity";
import { plainName } from "./_components/entity/plain-name";
import { OutsideLink } from "./_components/navigation/outside-link";
import { csvLines } from "./api/csv/[list]/write";
import { Facts } from "./operators/[address]/_components/facts";
import { ACTIVITY_FILE } from "./operators/[address]/activity/file";

const address = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed";
const NAMES: [what: string, name: string][] = [
  ["one that ends a script", "</script><script>alert(1)</script>"],
  ["one with a handler", `"><img src=x onerror=alert(1)>`],
  ["one that turns the text around", "safe\u202e\u2066exe.gnp"],
  ["one of ten kilobytes", "<b>".repeat(3500)],
  ["a formula", '=HYPERLINK("https://evil.example","Claim")'],
];

const operator = (words: string): Parameters<typeof Facts>[0]["operator"] => ({
  isPermissioned: true,
  operationalDayCount: 400,
  description: words,
  registeredAt: new Date("2026-07-05T00:00:00Z"),
  delegationApprover: address,
  lastActivityAt: null,
});

type Event = Parameters<typeof ActivityWords>[0]["event"];
const slashing = (text: string): Event => ({
  kind: "slashing",
  key: "1",
  type: "SLASHED",
  at: new Date("2026-07-05T00:00:00Z"),
  block: 1,
  transactionHash: null,
  party: null,
  avs: address,
  avsName: text,
  setNumber: 0,
  strategy: null,
  symbol: null,
  ratio: null,
  fromBps: null,
  toBps: null,
  effectAt: null,
  effectBlock: null,
  words: text,
  cuts: [{ strategy: address, symbol: text, ratio: 0.1 }],
});

/** Returns the tags of some HTML without the values of their attributes: everything that a browser would act upon. */
const tagsOf = (html: string) =>
  [...html.matchAll(/<(?:[^<>"]|"[^"]*")*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, ""));

describe.each(NAMES)("a name that is %s", (_, name) => {
  const shown = plainName(name) ?? "";
  const history = [{ on: "2026-07-05", value: 1 }];
  const places: [string, React.ReactElement][] = [
    ["an entity", <Entity key="e" address={address} name={name} href={`/operators/${address}`} />],
    ["its facts", <Facts key="f" operator={operator(name)} />],
    ["its activity", <ActivityWords key="a" event={slashing(name)} />],
    [
      "the parts of a whole",
      <ShareBar key="s" title="By asset" items={[{ key: "1", label: shown, value: 1 }]} />,
    ],
    [
      "a comparison",
      <Overlay key="o" title="Value" series={[{ key: "1", label: shown, points: history }]} />,
    ],
  ];
  test.each(places)("is inert text in %s", (_, element) => {
    const html = renderToStaticMarkup(element);
    expect(tagsOf(html).length).toBeGreaterThan(0);
    expect(tagsOf(html).filter((tag) => /^<(script|img|b)\b|\son\w+=/i.test(tag))).toEqual([]);
    expect(html).not.toContain("javascript:");
    expect(html.length).toBeLessThan(20_000);
  });
  test("is at most eighty visible characters, none of which turns the text around", () => {
    expect([...shown].length).toBeLessThanOrEqual(80);
    expect(shown).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
  });
  test("is one cell of a download that no spreadsheet runs", () => {
    const event = csvLines([Object.values(ACTIVITY_FILE).map((cell) => cell(slashing(name)))]);
    expect(event).not.toMatch(/(^|,)"?[=+\-@]/);
  });
});

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " \tjavascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "//evil.example",
  "not a link",
])("a declared link %j is text and leads nowhere", (text) => {
  for (const declared of ["website", "handle"] as const) {
    const html = renderToStaticMarkup(<OutsideLink text={text} declared={declared} />);
    expect(tagsOf(html).filter((tag) => !/^<\/?(span|bdi)\b/.test(tag) || /href|on\w+=/.test(tag))).toEqual(
      [],
    );
    expect(html).toMatch(/^<span.*<bdi/);
  }
});

test("a declared link to the web tells its page nothing of us", () => {
  const html = renderToStaticMarkup(
    <OutsideLink text={'https://example.org/"onclick="x'} declared="website" />,
  );
  expect(html).toContain('rel="noreferrer nofollow ugc"');
  expect(tagsOf(html).join("")).not.toContain("onclick");
});

test("nothing declared shows nothing", () => {
  for (const text of [null, "", " \u200b "])
    expect(renderToStaticMarkup(<OutsideLink text={text} declared="website" />)).toBe("");
});
