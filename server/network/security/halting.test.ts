import { expect, test } from "vitest";
import { fewestToShare } from "./halting";
import type { Member } from "./members";
import { drawsFrom } from "./testing-draws";

const member = (operator: string, usd: number): Member => ({
  operator,
  isSure: true,
  slashable: { least: usd, most: usd },
  value: { least: 10 * usd, most: 10 * usd },
});
const known = (...members: Member[]) => ({ members, areAllKnown: true });
const set = known(member("a", 40), member("b", 30), member("c", 20), member("d", 10));

test("counts the largest first, until they have the share", () => {
  expect(fewestToShare(set, "stake", "third")).toEqual({ least: 1, most: 1 });
  expect(fewestToShare(set, "stake", "two-thirds")).toEqual({ least: 2, most: 2 });
  expect(fewestToShare(set, "seats", "half")).toEqual({ least: 2, most: 2 });
  expect(fewestToShare(set, "seats", "two-thirds")).toEqual({ least: 3, most: 3 });
  expect(fewestToShare(set, "value", "two-thirds")).toEqual({ least: 2, most: 2 });
});

test("counts operators of one group as one", () => {
  const groupOf = (operator: string) => (operator < "c" ? "one" : operator);
  expect(fewestToShare(set, "stake", "two-thirds", groupOf)).toEqual({ least: 1, most: 1 });
  expect(fewestToShare(set, "seats", "two-thirds", groupOf)).toEqual({ least: 2, most: 2 });
});

test("has bounds where a membership or a value is not known, and nothing where nobody has power", () => {
  const unsure: Member = { ...member("e", 100), isSure: false, slashable: { least: 0, most: 100 } };
  expect(fewestToShare(known(...set.members, unsure), "stake", "half")).toEqual({ least: 1, most: 3 });
  const unpriced: Member = { ...member("e", 0), slashable: { least: 0, most: null } };
  expect(fewestToShare(known(...set.members, unpriced), "stake", "half")).toEqual({ least: 1, most: null });
  expect(fewestToShare({ members: set.members, areAllKnown: false }, "seats", "half")).toBeNull();
  expect(fewestToShare(known(), "stake", "half")).toBeNull();
  expect(fewestToShare(known(member("a", 0)), "stake", "half")).toBeNull();
});

test("no fewer operators have the share, by trying every set of them", () => {
  const draw = drawsFrom(33);
  for (let round = 0; round < 200; round++) {
    const members = Array.from({ length: 1 + Math.floor(draw() * 8) }, (_, place) =>
      member(String(place), Math.ceil(draw() ** 3 * 1e6)),
    );
    const total = members.reduce((sum, { slashable }) => sum + slashable.least, 0);
    let least = Number.POSITIVE_INFINITY;
    for (let subset = 1; subset < 2 ** members.length; subset++) {
      const own = members.filter((_, place) => (subset >> place) & 1);
      if (own.reduce((sum, { slashable }) => sum + slashable.least, 0) >= total / 3)
        least = Math.min(least, own.length);
    }
    expect(fewestToShare(known(...members), "stake", "third")).toEqual({ least, most: least });
  }
});
