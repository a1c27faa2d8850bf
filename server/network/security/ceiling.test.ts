import { describe, expect, test } from "vitest";
import { ceilingOf } from "./ceiling";
import type { Member, Power } from "./members";
import { POWERS } from "./members";
import { SHARES, type Share } from "./share";
import { drawsFrom } from "./testing-draws";

const exactly = (usd: number) => ({ least: usd, most: usd });
const member = (operator: string, slashable: number, value = slashable): Member => ({
  operator,
  isSure: true,
  slashable: exactly(slashable),
  value: exactly(value),
});
const known = (...members: Member[]) => ({ members, areAllKnown: true });

describe("the ceiling of a set", () => {
  const set = known(member("a", 50, 1000), member("b", 30, 10), member("c", 20, 10));

  test("by slashable stake is the least stake that has the share", () => {
    expect(ceilingOf(set, "stake", "third")).toMatchObject({ usd: exactly(50), coalition: ["a"] });
    expect(ceilingOf(set, "stake", "half")).toMatchObject({ usd: exactly(50), coalition: ["a"] });
    expect(ceilingOf(set, "stake", "two-thirds")).toMatchObject({ usd: exactly(70), coalition: ["a", "c"] });
  });
  test("by equal seats is that of the cheapest operators", () => {
    expect(ceilingOf(set, "seats", "third")).toMatchObject({ usd: exactly(20), coalition: ["c"] });
    expect(ceilingOf(set, "seats", "half")).toMatchObject({ usd: exactly(50), coalition: ["b", "c"] });
  });
  test("by registered value may cost much less than the power is worth", () => {
    expect(ceilingOf(set, "value", "half")).toMatchObject({ usd: exactly(50), coalition: ["a"] });
    const idle = known(member("a", 50, 10), member("idle", 0, 1000));
    expect(ceilingOf(idle, "value", "two-thirds")).toMatchObject({ usd: exactly(0), coalition: ["idle"] });
  });
  test("has a third of three seats with one of them, and half of four with two", () => {
    expect(ceilingOf(known(member("a", 3), member("b", 2), member("c", 1)), "seats", "third")).toMatchObject({
      usd: exactly(1),
    });
    const four = known(...["a", "b", "c", "d"].map((name) => member(name, 1)));
    expect(ceilingOf(four, "seats", "half")?.coalition).toHaveLength(2);
  });
});

describe("what is not known", () => {
  const sure = member("a", 60);
  const unsure: Member = { ...member("b", 40), isSure: false, slashable: { least: 0, most: 40 } };

  test("an unknown membership gives bounds, never 0 and never the whole", () => {
    const found = ceilingOf(known(sure, unsure), "stake", "third");
    expect(found).toMatchObject({ usd: { least: 20, most: 60 }, unsureMemberCount: 1, coalition: ["a"] });
    expect(found?.isCoalitionSure).toBe(true);
  });
  test("a set of unknown members only costs at most what a coalition of all of them can", () => {
    const members = [100, 100, 100, 100, 100, 100].map(
      (usd, place): Member => ({
        ...member(String(place), usd),
        isSure: false,
        slashable: { least: 0, most: usd },
      }),
    );
    expect(ceilingOf({ members, areAllKnown: false }, "stake", "third")?.usd).toEqual({
      least: 0,
      most: 300,
    });
  });
  test("stake without a price leaves the ceiling without a limit, and its least stands", () => {
    const unpriced: Member = { ...member("b", 0), slashable: { least: 10, most: null } };
    expect(ceilingOf(known(sure, unpriced), "stake", "half")?.usd).toEqual({ least: 35, most: null });
    // A seat can be had without the operator of unknown stake.
    expect(ceilingOf(known(sure, unpriced), "seats", "half")?.usd).toEqual({ least: 10, most: 60 });
  });
  test("an upper bound counts between nothing and all of it", () => {
    const bound: Member = { ...member("b", 0), slashable: { least: 0, most: 40 } };
    expect(ceilingOf(known(sure, bound), "stake", "third")?.usd).toEqual({ least: 20, most: 60 });
  });
  test("seats and value of members that nobody knows of have no ceiling", () => {
    for (const power of ["seats", "value"] as const)
      expect(ceilingOf({ members: [sure], areAllKnown: false }, power, "third")).toBeNull();
    expect(ceilingOf({ members: [sure], areAllKnown: false }, "stake", "third")?.usd).toEqual(exactly(60));
  });
  test("nobody with power is no ceiling of 0", () => {
    expect(ceilingOf(known(), "stake", "third")).toBeNull();
  });
});

/** The ceiling of a set in which everything is known, by trying all its coalitions. */
function tried(members: readonly { slashable: number; value: number }[], power: Power, share: Share): number {
  const needed = { third: 1 / 3, half: 1 / 2, "two-thirds": 2 / 3 }[share];
  const powerOf = (one: (typeof members)[number]) =>
    power === "seats" ? 1 : power === "stake" ? one.slashable : one.value;
  const total = members.reduce((sum, one) => sum + powerOf(one), 0);
  let least = Number.POSITIVE_INFINITY;
  for (let subset = 0; subset < 2 ** members.length; subset++) {
    const own = members.filter((_, place) => (subset >> place) & 1);
    if (own.reduce((sum, one) => sum + powerOf(one), 0) < needed * total * (1 - 1e-9)) continue;
    least = Math.min(
      least,
      own.reduce((sum, one) => sum + one.slashable, 0),
    );
  }
  return least;
}

test("whatever the unknown truly is, the ceiling lies within its bounds", () => {
  const draw = drawsFrom(2_407_217);
  let [boundCount, tightCount] = [0, 0];
  for (let round = 0; round < 400; round++) {
    const members = Array.from({ length: 1 + Math.floor(draw() * 6) }, (_, place): Member => {
      const [slashable, value] = [Math.round(draw() ** 2 * 1e6), Math.round(draw() * 1e7)];
      const isSure = draw() < 0.7;
      const isExactlyKnown = draw() < 0.6;
      return {
        operator: String(place),
        isSure,
        slashable: { least: isSure && isExactlyKnown ? slashable : 0, most: slashable },
        value: { least: isExactlyKnown ? value : 0, most: value },
      };
    });
    for (const power of POWERS)
      for (const share of SHARES) {
        const found = ceilingOf({ members, areAllKnown: true }, power, share);
        for (let world = 0; world < 4; world++) {
          const real = members.flatMap(({ isSure, slashable, value }) => {
            if (!isSure && draw() < 0.5) return [];
            const within = ({ least, most }: { least: number; most: number | null }) =>
              least + (draw() < 0.3 ? Math.round(draw()) : draw()) * ((most ?? 0) - least);
            return [{ slashable: within(slashable), value: within(value) }];
          });
          if (real.length === 0) continue;
          const truth = tried(real, power, share);
          const slack = 0.01 + truth * 1e-6;
          boundCount++;
          expect(found?.usd.least).toBeLessThanOrEqual(truth + slack);
          expect(found?.usd.most).toBeGreaterThanOrEqual(truth - slack);
          if (found?.usd.least === found?.usd.most) tightCount++;
        }
      }
  }
  expect(boundCount).toBeGreaterThan(10_000);
  expect(tightCount).toBeGreaterThan(500);
});
