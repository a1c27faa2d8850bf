import { describe, expect, test } from "vitest";
import { type Candidate, cheapestCoalition } from "./coalition";
import { drawsFrom } from "./testing-draws";

/** The least cost of all subsets whose weights reach the demand. */
function bruteForce(candidates: readonly Candidate[], demand: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let subset = 0; subset < 2 ** candidates.length; subset++) {
    const own = candidates.filter((_, place) => (subset >> place) & 1);
    const weight = own.reduce((sum, one) => sum + one.weight, 0);
    if (weight >= demand * (1 - 1e-9))
      least = Math.min(
        least,
        own.reduce((sum, one) => sum + one.cost, 0),
      );
  }
  return least;
}

const KINDS: [string, (draw: () => number) => Candidate][] = [
  ["cost and weight apart", (draw) => ({ weight: Math.ceil(draw() * 50), cost: Math.round(draw() * 1e6) })],
  [
    "the cost is the weight",
    (draw) => {
      const usd = Math.round(draw() ** 4 * 1e8) / 100;
      return { weight: usd, cost: usd };
    },
  ],
  ["equal seats", (draw) => ({ weight: 1, cost: Math.round(draw() ** 3 * 1e7) / 100 })],
  [
    "some cost nothing, and some have no limit",
    (draw) => ({
      weight: draw() < 0.2 ? 0 : draw() * 10,
      cost: draw() < 0.3 ? 0 : draw() < 0.1 ? Number.POSITIVE_INFINITY : draw() * 1000,
    }),
  ],
];

describe.each(KINDS)("a coalition where %s", (_, make) => {
  test.each([1 / 3, 1 / 2, 2 / 3])("of %f of the weight is the cheapest of all subsets", (share) => {
    const draw = drawsFrom(Math.round(share * 1000));
    for (let round = 0; round < 60; round++) {
      const candidates = Array.from({ length: 1 + Math.floor(draw() * 12) }, () => make(draw));
      const demand = share * candidates.reduce((sum, { weight }) => sum + weight, 0);
      const least = bruteForce(candidates, demand);
      const found = cheapestCoalition(candidates, demand);
      if (!Number.isFinite(least)) {
        expect(found).toBeNull();
        continue;
      }
      expect(found?.isExact).toBe(true);
      expect(Math.abs((found?.cost ?? Number.NaN) - least)).toBeLessThanOrEqual(0.005 + least * 1e-6);
      const chosen = (found?.places ?? []).flatMap((place) => candidates[place] ?? []);
      expect(chosen.reduce((sum, { weight }) => sum + weight, 0)).toBeGreaterThanOrEqual(demand * (1 - 1e-8));
      expect(chosen.reduce((sum, { cost }) => sum + cost, 0)).toBeCloseTo(found?.cost ?? Number.NaN, 4);
    }
  });
});

test("a search that is cut off gives a bound that no subset is under, and a coalition that is one", () => {
  const draw = drawsFrom(7);
  for (let round = 0; round < 40; round++) {
    const candidates = Array.from({ length: 12 }, () => ({
      weight: 1 + draw() * 20,
      cost: 1000 + draw() * 1e6,
    }));
    const demand = candidates.reduce((sum, { weight }) => sum + weight, 0) / 2;
    const least = bruteForce(candidates, demand);
    const found = cheapestCoalition(candidates, demand, 8 + round);
    expect(found?.leastCost).toBeLessThanOrEqual(least + 0.005);
    expect(found?.cost).toBeGreaterThanOrEqual(least - 0.005);
    if (found?.isExact) expect(found.leastCost).toBe(found.cost);
  }
});

test("thousands of candidates are answered within the steps that are allowed", () => {
  const draw = drawsFrom(11);
  const candidates = Array.from({ length: 5000 }, () => ({ weight: 1, cost: draw() * 1e6 }));
  const found = cheapestCoalition(candidates, 5000 / 3);
  const cheapest = candidates.map(({ cost }) => cost).sort((a, b) => a - b);
  expect(found?.isExact).toBe(true);
  expect(found?.places).toHaveLength(1667);
  expect(found?.cost).toBeCloseTo(
    cheapest.slice(0, 1667).reduce((sum, cost) => sum + cost, 0),
    2,
  );
});

test("those that cost nothing and are not needed are not named", () => {
  const free = (weight: number) => ({ weight, cost: 0 });
  expect(cheapestCoalition([free(1), free(5), free(2)], 4)?.places).toEqual([1]);
});
