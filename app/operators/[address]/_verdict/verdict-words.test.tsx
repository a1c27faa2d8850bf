import { describe, expect, test } from "vitest";
import { words } from "@/app/_components/values/testing";
import { ActsAnswer, OwnSetsAnswer, SlashedAnswer } from "./answers";
import { ExitAnswer } from "./exit-answer";
import { type OperatorVerdict, VerdictLead } from "./verdict-lead";
import { WorstAvsAnswer } from "./worst-avs-answer";

const [first, second] = [`0x${"a".repeat(40)}`, `0x${"b".repeat(40)}`];
type Slashed = OperatorVerdict["slashed"];
type SlashingAvs = Slashed["avs"][number];
type OwnSet = OperatorVerdict["ownSets"]["sets"][number];

/** An operator of which everything is known and nothing is wrong. */
const clean: OperatorVerdict = {
  word: "no-red-flag",
  version: 2,
  answeredCount: 6,
  openGates: [],
  isDemo: false,
  isDemoLimited: false,
  slashed: {
    passes: true,
    slashingCount: 0,
    lastAt: null,
    firstAt: null,
    lostUsd: 0,
    isLossUpperBound: false,
    unpricedCount: 0,
    lostRatio: 0,
    isMostLost: false,
    outcome: null,
    isAnyRedistributed: false,
    strategies: [],
    avs: [],
  },
  ownSets: { passes: true, sets: [] },
  exit: {
    passes: true,
    delayBlocks: 144_000,
    delaySource: "chain",
    isDelayUnset: false,
    marginBlocks: 43_200,
    observed: null,
    upperBound: null,
    pending: null,
    isRedistributable: true,
    isCaution: false,
    hasOwnSet: false,
    isNothingAllocated: true,
    isDemoLimited: false,
  },
  acts: {
    passes: true,
    last: { kind: "metadata", at: new Date("2026-06-01T00:00:00Z") },
    quietDayCount: 34,
    isSecuring: true,
    holdsStake: true,
    areActsRead: true,
    isDemoLimited: false,
  },
  worstAvs: { passes: true, isSaid: false, isDemoLimited: false, deciding: null, now: null, announced: null },
  coverage: {
    passes: true,
    failing: [],
    missing: [],
    historyDayCount: 400,
    unpricedStrategyCount: 0,
    unknownMagnitudeCount: 0,
  },
};

const by = (outcomes: SlashingAvs["outcomes"], more: Partial<SlashingAvs> = {}): SlashingAvs => ({
  address: first,
  name: "First",
  slashingCount: 1,
  outcomes,
  isAvsItself: outcomes.includes("redistributed"),
  ...more,
});
const other = { address: second, name: "Second" };

const slashed = (avs: SlashingAvs[], more: Partial<Slashed> = {}): OperatorVerdict => ({
  ...clean,
  word: "was-slashed",
  slashed: {
    ...clean.slashed,
    passes: false,
    slashingCount: avs.length,
    lastAt: new Date("2026-01-05T00:00:00Z"),
    lostUsd: 30,
    lostRatio: 0.3,
    avs,
    strategies: [
      {
        address: first,
        symbol: "stETH",
        lostRatio: 0.3,
        lostUsd: 30,
        lostTokens: 12,
        ofValueRatio: 1,
        day: "2026-01-04",
        basis: "day",
      },
    ],
    ...more,
  },
});

const ownSet = (more: Partial<OwnSet> = {}): OwnSet => ({
  operatorSet: `${first}-0`,
  avs: first,
  avsName: "First",
  hasSlashed: true,
  match: null,
  clues: ["only-operator", "equal-name"],
  namedHost: null,
  areMembersKnown: true,
  isOwn: true,
  isRedistributing: true,
  canSlashMuch: true,
  ...more,
});
const withOwn = (verdict: OperatorVerdict, ...sets: OwnSet[]): OperatorVerdict => ({
  ...verdict,
  ownSets: { passes: false, sets },
});

/** Returns the text of an element as it is seen. */
const read = (element: React.ReactElement) =>
  words(element)
    .replace(/ ([.;])/g, "$1")
    .replaceAll("&#x27;", "'");
const lead = (verdict: OperatorVerdict) => read(<VerdictLead verdict={verdict} />);

describe("the sentence of a verdict says of the stake that slashings took", () => {
  test.each<[string, SlashingAvs[], string]>([
    ["the AVS got it", [by(["redistributed"])], "The AVS, not the operator, received it."],
    [
      "both AVSs got it",
      [by(["redistributed"]), by(["redistributed"], other)],
      "The AVSs, not the operator, received it.",
    ],
    [
      "a recipient got it",
      [by(["redistributed"], { isAvsItself: false })],
      "It went to a recipient that First chose.",
    ],
    ["it was burned", [by(["burned"])], "It was burned."],
    ["nobody is known", [by(["not-known"])], "Nobody is known to have got it."],
    [
      "one AVS burned some and gave the rest away",
      [by(["burned", "redistributed"])],
      "Part of it went to First.",
    ],
    [
      "one AVS burned it and of the other nobody knows",
      [by(["burned"]), by(["not-known"], other)],
      "Part of it was burned; nobody is known to have got the rest.",
    ],
    [
      "of one set of an AVS nobody knows",
      [by(["burned", "not-known"])],
      "Part of it was burned; nobody is known to have got the rest.",
    ],
  ])("%s", (_, avs, expected) => {
    const names = avs.length > 1 ? "First and Second" : "First";
    expect(lead(slashed(avs))).toBe(
      `30 % of its value, $30.00 in 12 stETH, was taken by ${names}. ${expected}`,
    );
  });

  test("no slashing was read, and a maximum magnitude fell", () => {
    expect(lead(slashed([], { lostUsd: null, lostRatio: null }))).toBe(
      "30 % of its stETH was taken; the share of its value is not known. The slashings were not read, so nobody is known to have got it.",
    );
  });

  test("its amounts were not read", () => {
    const verdict = slashed([by(["not-known"])], { lostUsd: null, lostRatio: null, strategies: [] });
    expect(lead(verdict)).toBe(
      "Stake was taken by First; the share of its value is not known. Nobody is known to have got it.",
    );
  });

  const redistributed = (avs: SlashingAvs[]): OperatorVerdict => ({
    ...slashed(avs),
    word: "stake-redistributed",
  });
  test("most of it was redistributed: those of whom nobody knows that they got any are not among the receivers", () => {
    expect(lead(redistributed([by(["redistributed"]), by(["redistributed"], other)]))).toBe(
      "30 % of its value, $30.00 in 12 stETH, went to First and Second.",
    );
    expect(lead(redistributed([by(["redistributed"]), by(["not-known"], other)]))).toBe(
      "30 % of its value, $30.00 in 12 stETH, was taken. Part of it went to First.",
    );
  });

  test("receivers appear to be its own, one or both", () => {
    const both = redistributed([by(["redistributed"]), by(["redistributed"], other)]);
    const secondSet = ownSet({ avs: second, operatorSet: `${second}-0` });
    expect(lead(withOwn(both, ownSet()))).toContain("went to First and Second; First appears to be its own.");
    expect(lead(withOwn(both, ownSet(), secondSet))).toContain("; First and Second appear to be its own.");
    expect(lead(withOwn(redistributed([by(["redistributed"])]), ownSet()))).toContain(
      "went to First, which appears to be its own.",
    );
    const chosen = redistributed([by(["redistributed"], { isAvsItself: false })]);
    expect(lead(withOwn(chosen, ownSet()))).toContain(
      "went to a recipient that First chose; First appears to be its own.",
    );
  });

  test("an AVS that is the operator's own did not receive it instead of the operator", () => {
    expect(lead(withOwn(slashed([by(["redistributed"])]), ownSet({ match: "avs" })))).toContain(
      "It went to First, which appears to be its own.",
    );
  });

  test("half was lost, and it was not all burned as far as is known", () => {
    const burned = (avs: SlashingAvs[]) => lead({ ...slashed(avs), word: "stake-burned" });
    expect(burned([by(["burned"])])).toBe("30 % of its value, $30.00 in 12 stETH, was burned.");
    expect(burned([by(["burned"]), by(["redistributed"], other)])).toBe(
      "30 % of its value, $30.00 in 12 stETH, was taken. Part of it went to Second.",
    );
  });
});

const worst = (least: number, most: number, name = "First") => ({
  avs: first,
  name,
  least,
  most,
  tvsUsd: 1,
  unpricedCount: 0,
  isTvsUpperBound: false,
});

describe("the sentence of an operator without a red flag", () => {
  test("says that nothing speaks against it only where no answer is a caution", () => {
    expect(lead(clean)).toBe("Nothing that is known speaks against it. That is no promise.");
    const said = { ...clean, worstAvs: { ...clean.worstAvs, isSaid: true, now: worst(0.3, 0.3) } };
    expect(lead(said)).toBe(
      "First alone can slash 30 % of its value. Nothing else that is known speaks against it. That is no promise.",
    );
    expect(lead(withOwn(clean, ownSet({ hasSlashed: false, canSlashMuch: false })))).toContain(
      "A set of First that appears to be its own could slash it. Nothing else",
    );
    expect(lead({ ...clean, exit: { ...clean.exit, isCaution: true } })).toContain(
      "burned, not redistributed.",
    );
  });
});

describe("an exposed operator's sentence", () => {
  type Worst = OperatorVerdict["worstAvs"];
  const exposed = (deciding: Worst["deciding"], now: Worst["now"], announced: Worst["announced"] = now) =>
    lead({
      ...clean,
      word: "exposed",
      worstAvs: { ...clean.worstAvs, passes: false, deciding, now, announced },
    });
  const sure = { ...worst(0.6, 0.6), isAnnounced: false };

  test("names the AVS that surely can slash too much, and how much at least", () => {
    expect(exposed(sure, worst(0.6, 0.6))).toBe("First alone can slash 60 % of its value.");
    expect(exposed({ ...worst(0.6, 0.9), isAnnounced: false }, worst(0.6, 0.9))).toBe(
      "First alone can slash at least 60 % and up to 90 % of its value.",
    );
    expect(
      exposed(
        { ...worst(0.6, 0.6, "Second"), isAnnounced: true },
        worst(0.1, 0.1),
        worst(0.6, 0.6, "Second"),
      ),
    ).toBe("Second alone will be able to slash 60 % of its value, once announced changes are in effect.");
  });

  test("names an AVS that may slash more after it, now or once announced", () => {
    const other = { ...worst(0, 0.7, "Second"), avs: second };
    expect(exposed(sure, other)).toBe(
      "First alone can slash 60 % of its value. Second may slash up to 70 %.",
    );
    expect(exposed(sure, worst(0.6, 0.6), { ...other, least: 0.7 })).toBe(
      "First alone can slash 60 % of its value. Second will be able to slash 70 %, once announced changes are in effect.",
    );
    expect(exposed(sure, worst(0.6, 0.6), worst(0.6, 0.9))).toBe(
      "First alone can slash 60 % of its value. It may slash at least 60 % and up to 90 %, once announced changes are in effect.",
    );
  });
});

test("a name written from right to left stands apart in every sentence of a verdict", () => {
  const name = "שירות 7";
  const alone = [`\u2068${name}\u2069`];
  const standing = (element: React.ReactElement) => words(element).match(new RegExp(`.?${name}.?`, "g"));
  const taken = slashed([by(["redistributed"], { name, isAvsItself: false })], {
    strategies: slashed([]).slashed.strategies.map((one) => ({ ...one, symbol: name })),
  });
  expect(standing(<VerdictLead verdict={taken} />)).toEqual([...alone, ...alone, ...alone]);
  const now = worst(0.6, 0.6, name);
  const worstAvs = { ...clean.worstAvs, passes: false, now, deciding: { ...now, isAnnounced: false } };
  expect(standing(<VerdictLead verdict={{ ...clean, word: "exposed", worstAvs }} />)).toEqual(alone);
  expect(standing(<WorstAvsAnswer verdict={{ ...clean, worstAvs }} />)).toEqual(alone);
  expect(standing(<OwnSetsAnswer verdict={withOwn(clean, ownSet({ avsName: name }))} />)).toEqual(alone);
});

test("only those of its own sets that can slash much decide, and several are named as several", () => {
  const exposed = (...sets: OwnSet[]) => lead({ ...withOwn(clean, ...sets), word: "exposed" });
  const small = ownSet({ avs: second, avsName: "Second", canSlashMuch: false });
  expect(exposed(ownSet(), small)).toBe("A set of First that appears to be its own can slash its stake.");
  expect(exposed(ownSet(), { ...small, canSlashMuch: true })).toBe(
    "Sets of First and Second that appear to be its own can slash its stake.",
  );
});

describe("the answers", () => {
  const answer = (
    Answer: (props: { verdict: OperatorVerdict }) => React.ReactNode,
    verdict: OperatorVerdict,
  ) => read(<Answer verdict={verdict} />);

  test("a slashing that skipped every strategy took nothing", () => {
    const skipped = { ...clean, slashed: { ...clean.slashed, slashingCount: 1, avs: [by(["burned"])] } };
    expect(answer(SlashedAnswer, skipped)).toBe("Never: its slashings took nothing of any strategy.");
  });

  test("one slashing has one date, and a date that is not known is left out", () => {
    expect(answer(SlashedAnswer, slashed([by(["burned"])]))).toContain("1 time, by 1 AVS");
    expect(answer(SlashedAnswer, slashed([by(["burned"])]))).toContain("$30.00, on 5 Jan 2026");
    expect(answer(SlashedAnswer, slashed([by(["burned"])], { lastAt: null }))).not.toMatch(/ on |—/);
  });

  test("a verdict that one asset decides says so where less than half of the whole value was lost", () => {
    const verdict = slashed([by(["redistributed"])], { isMostLost: true, lostRatio: 0.26 });
    const [strategy] = verdict.slashed.strategies;
    if (!strategy) throw new Error("no strategy");
    const strategies = [
      { ...strategy, ofValueRatio: 0.6, symbol: "WETH" },
      { ...strategy, ofValueRatio: 0.2, lostRatio: 0.94 },
    ];
    expect(answer(SlashedAnswer, { ...verdict, slashed: { ...verdict.slashed, strategies } })).toContain(
      "26 % of its value, and 94 % of its stETH, $30.00",
    );
    const most = { ...verdict.slashed, lostRatio: 0.6, strategies };
    expect(answer(SlashedAnswer, { ...verdict, slashed: most })).toContain("60 % of its value, $30.00");
  });

  test("a weight by shares says so", () => {
    const verdict = slashed([by(["burned"])]);
    const [strategy] = verdict.slashed.strategies;
    if (!strategy) throw new Error("no strategy");
    const byShares = slashed([by(["burned"])], { strategies: [{ ...strategy, basis: "shares" }] });
    expect(answer(SlashedAnswer, verdict)).not.toContain("shares");
    expect(answer(SlashedAnswer, byShares)).toContain("by its shares at today's prices");
  });

  test("a set of its own decides also where nobody else is late", () => {
    const exit = { ...clean.exit, passes: false, hasOwnSet: true };
    expect(answer(ExitAnswer, { ...clean, exit })).toBe(
      "Yes. A redistributing set that appears to be its own can slash it now. New allocations count after 20 days; leaving takes 14 days.",
    );
  });

  test("an answer that is not known gives the reason that is true", () => {
    const exit = { ...clean.exit, passes: null, marginBlocks: -1, isRedistributable: false, isCaution: true };
    const shown = answer(ExitAnswer, { ...clean, exit: { ...exit, hasOwnSet: null } });
    expect(shown).toMatch(/^Not known\..* Whether a set of its own can slash it is not known\.$/);
    const acts = { ...clean.acts, passes: null, isSecuring: null, quietDayCount: 400 };
    expect(answer(ActsAnswer, { ...clean, acts })).toMatch(/Whether it secures an AVS is not known\.$/);
    expect(answer(ActsAnswer, { ...clean, acts: { ...acts, areActsRead: false } })).toContain("Later acts");
  });

  test("what may be slashed is said to be at most so much, announced or now", () => {
    const worstAvs = {
      ...clean.worstAvs,
      passes: null,
      now: worst(0, 0.2),
      announced: worst(0, 0.6, "Second"),
    };
    expect(answer(WorstAvsAnswer, { ...clean, worstAvs })).toBe(
      "Up to 20 % of its value, by First. Up to 60 % of its value by Second, once announced changes are in effect. How much of that can be slashed is not known.",
    );
  });

  test("the AVS that surely can slash too much stands before one that may slash more", () => {
    const worstAvs = {
      ...clean.worstAvs,
      passes: false,
      deciding: { ...worst(0.6, 0.6), isAnnounced: false },
      now: { ...worst(0, 0.7, "Second"), avs: second },
      announced: { ...worst(0, 0.7, "Second"), avs: second },
    };
    expect(answer(WorstAvsAnswer, { ...clean, worstAvs })).toBe(
      "60 % of its value, by First. Up to 70 % of its value by Second. How much of that can be slashed is not known.",
    );
  });

  test("every set of its own counts, and modelled allocations of a real operator prove nothing", () => {
    expect(answer(OwnSetsAnswer, withOwn(clean, ownSet({ match: "recipient" })))).toMatch(/^Yes\./);
    expect(answer(OwnSetsAnswer, withOwn(clean, ownSet({ match: "entity" })))).toMatch(/^A review says so\./);
    expect(answer(OwnSetsAnswer, withOwn(clean, ownSet(), ownSet({ operatorSet: `${first}-1` })))).toContain(
      "1 more set appears to be its own.",
    );
    const hint = ownSet({
      hasSlashed: false,
      isOwn: false,
      clues: ["only-operator"],
      areMembersKnown: false,
    });
    const hinted = { ...clean, ownSets: { passes: true, sets: [hint] } };
    expect(answer(OwnSetsAnswer, hinted)).toMatch(/^One clue.*The list of members is not complete\.$/);
    expect(answer(OwnSetsAnswer, { ...hinted, isDemoLimited: true })).toBe(
      "No set slashed it. The demo does not have the sets that can slash it.",
    );
  });
});
