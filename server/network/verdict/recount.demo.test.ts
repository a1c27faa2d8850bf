import { afterAll, describe, expect, inject, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { recountVerdicts } from "@/db/testing/recount/verdict/verdicts";
import { networkOf } from "../../testing/context";
import { slashingRows } from "../lists/slashings";
import { GATE_IDS, type Gates, type Verdict } from "./verdict";

const { db, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);
const network = await networkOf(db);
const counted = await recountVerdicts(inject("demoReaderUrl"));

/** Returns every operator for which the two sides say something else. */
function differences(
  of: (gates: Gates, verdict: Verdict) => unknown,
  again: (recount: NonNullable<ReturnType<typeof counted.get>>) => unknown,
) {
  return [...network.verdicts].flatMap(([address, verdict]) => {
    const recount = counted.get(address);
    const [here, there] = [of(verdict.gates, verdict), recount && again(recount)];
    const name = network.operators.get(address)?.name ?? address;
    return isEqual(here, there) ? [] : [{ name, here, there }];
  });
}

/** Numbers are equal to a millionth. */
const isEqual = (a: unknown, b: unknown) =>
  typeof a === "number" && typeof b === "number"
    ? Math.abs(a - b) < 1e-6
    : JSON.stringify(a) === JSON.stringify(b);

test("judges every operator of the demo", () => {
  expect([...network.verdicts.keys()].sort()).toEqual([...counted.keys()].sort());
});

test("gives every operator the word that the tables give", () => {
  expect(
    differences(
      (_, { word, answeredCount }) => [word, answeredCount],
      ({ word, answered }) => [word, answered],
    ),
  ).toEqual([]);
});

test.each(GATE_IDS)("answers the gate %s for every operator as the tables do", (gate) => {
  expect(
    differences(
      (gates) => gates[gate].passes,
      ({ passes }) => passes[gate],
    ),
  ).toEqual([]);
});

test("says how much was lost, of which value, and where it went", () => {
  expect(
    differences(
      ({ slashed }) => [slashed.isMostLost, slashed.outcome],
      ({ lost }) => [lost?.isMostLost ?? false, lost?.outcome ?? null],
    ),
  ).toEqual([]);
  expect(
    differences(
      ({ slashed }) => slashed.lostRatio,
      ({ lost }) => (lost === null ? 0 : lost.lostRatio),
    ),
  ).toEqual([]);
  for (const [address, { gates }] of network.verdicts) {
    const parts = counted.get(address)?.lost?.strategies ?? new Map();
    expect(gates.slashed.strategies.map(({ strategy }) => strategy).sort()).toEqual([...parts.keys()].sort());
    for (const { strategy, lostRatio, ofValueRatio, day } of gates.slashed.strategies) {
      const again = parts.get(strategy);
      expect(lostRatio).toBeCloseTo(again.lostRatio, 12);
      expect(day).toBe(again.day);
      expect(ofValueRatio).toBeCloseTo(again.ofValueRatio, 6);
    }
  }
});

test("asks of the same sets whether they are an operator's own, with the same clues", () => {
  expect(
    differences(
      ({ ownSets }) =>
        ownSets.sets
          .map(({ operatorSet, clues, isOwn, match }) => [
            operatorSet,
            [...clues].sort(),
            isOwn,
            match !== null,
          ])
          .sort(),
      ({ ownSets }) =>
        ownSets.map(({ set, clues, isOwn, match }) => [set, [...clues].sort(), isOwn, match]).sort(),
    ),
  ).toEqual([]);
});

test("tells the same allocation delay, the same bound, and the same caution", () => {
  expect(
    differences(
      ({ exit }) => [
        exit.isDemoLimited ? null : exit.delayBlocks,
        exit.upperBound?.blocks ?? null,
        exit.isCaution,
      ],
      ({ delayBlocks, upperBoundBlocks, isCaution }) => [delayBlocks, upperBoundBlocks, isCaution],
    ),
  ).toEqual([]);
});

test("counts the same days since an operator's own last act, and since its first", () => {
  expect(
    differences(
      ({ acts, coverage }) => [acts.isDemoLimited ? null : acts.quietDayCount, coverage.historyDayCount],
      ({ quietDays, historyDays, passes }) => [passes.acts === null ? null : quietDays, historyDays],
    ),
  ).toEqual([]);
});

test("finds the same worst AVS, now and once announced changes are in effect", () => {
  const part = (worst: { bounds: { most: number } } | null) => worst?.bounds.most ?? 0;
  const real = (gates: Gates) => gates.worstAvs.isDemoLimited;
  expect(
    differences(
      (gates) => (real(gates) ? 0 : part(gates.worstAvs.now)),
      ({ worstNow, passes }) => (passes.worstAvs === null ? 0 : worstNow),
    ),
  ).toEqual([]);
  expect(
    differences(
      (gates) => (real(gates) ? 0 : part(gates.worstAvs.announced)),
      ({ worstAnnounced, passes }) => (passes.worstAvs === null ? 0 : worstAnnounced),
    ),
  ).toEqual([]);
});

describe("operators that issue 13 names", () => {
  const byName = (name: string) => {
    const found = [...network.operators.values()].find((one) => one.name === name);
    if (!found) throw new Error(`The demo has no ${name}.`);
    return verdictAt(found.address);
  };
  const verdictAt = (address: string) => {
    const found = network.verdicts.get(address);
    if (!found) throw new Error(`${address} has no verdict.`);
    return found;
  };

  test("EigenYields: stake redistributed, by a set that appears to be its own", () => {
    const { word, gates } = verdictAt("0x5accc90436492f24e6af278569691e2c942a676d");
    expect(word).toBe("stake-redistributed");
    expect(gates.slashed.slashings).toHaveLength(11);
    const own = gates.ownSets.sets.filter(({ isOwn }) => isOwn);
    expect(own).toMatchObject([
      {
        operatorSet: "0x12b75d5ed35320b33daf37f90ff0f6d31796cc3d-0",
        clues: ["only-operator", "named-by-slashing"],
        namedHost: "eigenyields.xyz",
        isRedistributing: true,
      },
    ]);
  });

  test("InfStones: was slashed, and the AVS received it", () => {
    const { word, gates } = verdictAt("0x4cd2086e1d708e65db5d4f5712a9ca46ed4bbd0a");
    expect(word).toBe("was-slashed");
    expect(gates.slashed).toMatchObject({ isMostLost: false, isAnyRedistributed: true });
    expect(gates.ownSets.passes).toBe(true);
    const recipients = slashingRows(network)
      .filter(({ id }) => gates.slashed.slashings.includes(id))
      .map(({ parts }) => parts[0]);
    expect(recipients).toEqual([
      expect.objectContaining({ outcome: "redistributed", isAvsItself: true }),
      expect.objectContaining({ outcome: "redistributed", isAvsItself: true }),
    ]);
  });

  test("0x01d120…fb67: was slashed twice by 10 %, burned, with the bound of its delay shown", () => {
    const { word, gates } = verdictAt("0x01d120db95631b66f5f1c7cd14f5bac64431fb67");
    expect(word).toBe("was-slashed");
    expect(gates.slashed).toMatchObject({ isAnyRedistributed: false, isMostLost: false });
    expect(gates.slashed.strategies).toMatchObject([{ lostRatio: 0.19 }]);
    expect(gates.exit).toMatchObject({ passes: null, delayBlocks: null, upperBound: { blocks: 733 } });
  });

  test.each([
    [
      "a delay of 20 days",
      2,
      { word: "no-red-flag", gates: { exit: { passes: true, marginBlocks: 43_200 } } },
    ],
    ["a delay of 0 and native ether alone", 1, { word: "no-red-flag", gates: { exit: { isCaution: true } } }],
    ["a delay of 0 and a token that can be redistributed", 15, { word: "slashable-before-leaving" }],
    ["an AVS that can slash most of it", 13, { word: "exposed", gates: { exit: { passes: true } } }],
    ["a platform's host, as its AVS", 16, { gates: { ownSets: { passes: true } } }],
    ["a small part slashed", 18, { word: "was-slashed" }],
    ["no act for more than a year", 22, { word: "silent" }],
    ["20 days of history", 23, { word: "not-enough-known", gates: { coverage: { failing: ["history"] } } }],
    ["all its ether slashed", 24, { word: "stake-burned", gates: { slashed: { outcome: "burned" } } }],
  ] as const)("an example with %s", (_, number, expected) => {
    expect(byName(`Example Operator ${number}`)).toMatchObject(expected);
  });

  test("a real operator that was not slashed has no red flag, with three questions answered", () => {
    const real = [...network.operators.values()].filter(
      ({ address, slashings, value }) =>
        verdictAt(address).isDemoLimited && slashings.length === 0 && (value.knownUsd ?? 0) > 0,
    );
    expect(real.length).toBeGreaterThan(500);
    const others = real.filter(({ address }) => verdictAt(address).word !== "no-red-flag");
    expect(others.map(({ name, address }) => name ?? address)).toEqual([]);
    expect(new Set(real.map(({ address }) => verdictAt(address).answeredCount))).toEqual(new Set([3]));
  });
});
