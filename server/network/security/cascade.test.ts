import { describe, expect, test } from "vitest";
import type { Network } from "../network";
import { sumOf } from "../unknown";
import { cascadeOf, type Model } from "./cascade";
import { FRACTIONS, SHARES } from "./share";
import { drawsFrom } from "./testing-draws";

type Stakes = Record<string, Record<string, number>>;

/** A network of these stakes: by operator, what each AVS can slash of it. */
const networkOf = (stakes: Stakes, upTo: string[] = []) =>
  ({
    avs: new Map(),
    operators: new Map(
      Object.entries(stakes).map(([address, at]) => [
        address,
        {
          address,
          name: null,
          avs: Object.entries(at).map(([avs, usd]) => ({
            avs,
            slashable: sumOf(upTo.includes(address) ? 0 : usd),
            slashableUpTo: sumOf(usd),
          })),
        },
      ]),
    ),
  }) as unknown as Pick<Network, "operators" | "avs">;

const profitsOf = (profits: Record<string, number>) =>
  Object.entries(profits).map(([avs, profitUsd]) => ({ avs, profitUsd }));

const ask = (
  stakes: Stakes,
  profits: Record<string, number>,
  model: Model = "unique",
  failed: string[] = [],
) => cascadeOf(networkOf(stakes), { profits: profitsOf(profits), share: "half", model, failed });

describe("a supposed profit", () => {
  const stakes = { v: { a: 60, b: 10 }, w: { a: 40, b: 90 } };

  test("pays where it is above the cheapest coalition", () => {
    const { avs } = ask(stakes, { a: 61, b: 90 });
    expect(avs).toMatchObject([
      { stakeUsd: 100, costUsd: 60, pays: true },
      { stakeUsd: 100, costUsd: 90, pays: false },
    ]);
    expect(avs[0]?.slackRatio).toBeCloseTo(50 / 61 - 1);
  });

  test("loads each operator with its part of every AVS", () => {
    const { operators } = ask(stakes, { a: 40, b: 30 });
    expect(operators).toMatchObject([
      { address: "v", stakeUsd: 70, holds: true },
      { address: "w", stakeUsd: 130, holds: true },
    ]);
    // 40 / ½ × 60/100 + 30 / ½ × 10/100, of 70.
    expect(operators[0]?.loadUsd).toBeCloseTo(54);
    expect(operators[0]?.slackRatio).toBeCloseTo(70 / 54 - 1);
  });

  test("is larger against stake that has failed before", () => {
    expect(ask(stakes, { a: 50 }).rounds).toEqual([]);
    const { avs, rounds } = ask(stakes, { a: 50 }, "unique", ["v"]);
    expect(avs).toMatchObject([{ stakeUsd: 40, pays: true }]);
    expect(rounds).toMatchObject([[{ address: "a", costUsd: 40 }]]);
  });

  test("stays at one AVS where stake is unique, and weakens the next where it is shared", () => {
    const chain = { u: { a: 10, b: 10 }, v: { b: 12, c: 12 }, w: { c: 30 }, x: { c: 8 } };
    const profits = { a: 25, b: 23, c: 29 };
    expect(ask(chain, profits).rounds.map((round) => round.map(({ address }) => address))).toEqual([
      ["a", "b"],
    ]);
    const shared = ask(chain, { a: 25, b: 25, c: 31 }, "shared").rounds;
    expect(shared.map((round) => round.map(({ address }) => address))).toEqual([["a", "b"], ["c"]]);
  });

  test("always pays where nothing is at stake", () => {
    const { avs, rounds } = ask(stakes, { c: 1 });
    expect(avs).toMatchObject([{ stakeUsd: 0, pays: true, slackRatio: -1 }]);
    expect(rounds).toMatchObject([[{ address: "c", costUsd: 0, operatorCount: 0 }]]);
  });

  test("leaves every answer open where the stake may not be slashable", () => {
    const { avs, operators } = cascadeOf(networkOf(stakes, ["v"]), {
      profits: profitsOf({ a: 1 }),
      share: "third",
      model: "unique",
      failed: [],
    });
    expect(avs).toMatchObject([{ pays: null, isUpTo: true }]);
    expect(operators.map(({ holds }) => holds).sort()).toEqual([null, true]);
  });
});

const subsetsOf = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: 2 ** items.length }, (_, bits) => items.filter((__, place) => (bits >> place) & 1));

/** Whether any coalition makes a profit at any AVSs at once, each subset tried. */
function isAnyAttackValid(
  stakes: Stakes,
  profits: Record<string, number>,
  share: number,
  model: Model,
): boolean {
  const wholeOf = (operator: string) => Object.values(stakes[operator] ?? {}).reduce((a, b) => a + b, 0);
  const powerAt = (operator: string, avs: string) =>
    stakes[operator]?.[avs] === undefined
      ? 0
      : model === "shared"
        ? wholeOf(operator)
        : (stakes[operator]?.[avs] ?? 0);
  const all = Object.keys(stakes);
  return subsetsOf(Object.keys(profits)).some((attacked) => {
    const profit = attacked.reduce((sum, avs) => sum + (profits[avs] ?? 0), 0);
    return subsetsOf(all).some((coalition) => {
      const reaches = attacked.every((avs) => {
        const [own, total] = [coalition, all].map((some) =>
          some.reduce((sum, one) => sum + powerAt(one, avs), 0),
        );
        return (own ?? 0) >= share * (total ?? 0) * (1 - 1e-9) && (total ?? 0) > 0;
      });
      const cost = coalition.reduce(
        (sum, one) =>
          sum +
          (model === "shared" ? wholeOf(one) : attacked.reduce((s, avs) => s + (stakes[one]?.[avs] ?? 0), 0)),
        0,
      );
      return attacked.length > 0 && reaches && profit > cost * (1 + 1e-9);
    });
  });
}

test.each(["unique", "shared"] as const)(
  "%s: a condition that holds leaves no attack at any AVSs together",
  (model) => {
    const draw = drawsFrom(24_07);
    let [heldCount, attackCount] = [0, 0];
    for (let round = 0; round < 300; round++) {
      const stakes: Stakes = {};
      for (const operator of ["s", "t", "u", "v", "w"].slice(0, 1 + Math.floor(draw() * 5))) {
        const at: Record<string, number> = {};
        for (const avs of ["a", "b", "c"]) if (draw() < 0.6) at[avs] = 1 + Math.round(draw() * 100);
        stakes[operator] = at;
      }
      const profits = Object.fromEntries(
        ["a", "b", "c"].map((avs) => [avs, 1 + Math.round(draw() ** 2 * 150)]),
      );
      const share = SHARES[Math.floor(draw() * 3)] ?? "half";
      const { part, of } = FRACTIONS[share];
      const found = cascadeOf(networkOf(stakes), { profits: profitsOf(profits), share, model, failed: [] });
      const isAttackable = isAnyAttackValid(stakes, profits, part / of, model);
      if (model === "shared" && found.failingCount === 0) expect(isAttackable).toBe(false);
      const paysAnywhere = found.avs.some(({ pays, operatorCount }) => pays && operatorCount > 0);
      // Of unique stake, an attack on several AVSs pays only if one of them does alone.
      if (model === "unique") expect(isAttackable).toBe(paysAnywhere);
      else if (paysAnywhere) expect(isAttackable).toBe(true);
      if (!isAttackable) heldCount++;
      else attackCount++;
    }
    expect(Math.min(heldCount, attackCount)).toBeGreaterThan(30);
  },
);
