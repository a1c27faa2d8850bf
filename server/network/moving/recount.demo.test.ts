import { afterAll, expect, inject, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { recountMoves } from "@/db/testing/recount/moves";
import { recountVerdicts } from "@/db/testing/recount/verdict/verdicts";
import { networkOf } from "../../testing/context";
import { slashableByAvs } from "../lists/slashable-by-avs";
import type { Operator } from "../operator";
import { type MoveTime, moveBetween, stakeLike } from "./move";

const { db, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);
const network = await networkOf(db);
const counted = await recountMoves(inject("demoReaderUrl"));
const verdicts = await recountVerdicts(inject("demoReaderUrl"));

const TIMES: MoveTime[] = ["now", "stays", "between", "arrival", "settled"];

const staked = [...network.operators.values()].filter(({ value }) => (value.knownUsd ?? 0) > 0);
const allocating = staked.filter(({ allocationCount }) => (allocationCount ?? 0) > 0);
/** Every allocating operator to every other one, to one that allocates nothing, and from that one back. */
const pairs = allocating.flatMap((operator, index): [Operator, Operator][] => {
  const other = staked[(index * 7) % staked.length] ?? operator;
  return [
    ...allocating.map((to): [Operator, Operator] => [operator, to]),
    [operator, other],
    [other, operator],
  ];
});
const different = pairs.filter(([from, to]) => from !== to);

/** The operators whose allocations are all in the demo, by its own word. */
const said = network.source.metadata?.complete as { operatorAllocations?: string[] } | undefined;
const complete = new Set(said?.operatorAllocations);

/** Returns the operator whose allocations decide at a time; what can be slashed is unknown only where the demo lacks some. */
const decidingAt = (time: MoveTime, from: Operator, to: Operator) =>
  time === "arrival" || time === "settled" ? to : from;
const isUnknownAt = (time: MoveTime, from: Operator, to: Operator, worst: unknown) => {
  if (worst === null) expect(complete.has(decidingAt(time, from, to).address)).toBe(false);
  return worst === null;
};

test("what can be slashed is unknown of operators without allocations in the demo, and known of the others", () => {
  for (const [from, to] of different) {
    const { worst } = moved(from, to);
    for (const time of TIMES) {
      const { address, allocationCount } = decidingAt(time, from, to);
      if (complete.has(address)) expect(worst[time], address).not.toBeNull();
      else if (allocationCount === null) expect(worst[time], address).toBeNull();
    }
  }
});

function moved(from: Operator, to: Operator) {
  const move = moveBetween(network, from, to, stakeLike(network, from));
  if (!move) throw new Error("Both are the same operator.");
  return move;
}

function expectNear(found: number | null | undefined, expected: number | null) {
  if (found == null || expected === null) expect(found).toBe(expected);
  else expect(found).toBeCloseTo(expected, 12);
}

/** Returns the totals by AVS that differ by more than a cent and a millionth. */
function differences(found: Map<string, number>, again: Map<string, number>) {
  return [...new Set([...found.keys(), ...again.keys()])].flatMap((avs) => {
    const [here, there] = [found.get(avs) ?? 0, again.get(avs) ?? 0];
    return Math.abs(here - there) <= 0.01 + there * 1e-6 ? [] : [{ avs, here, there }];
  });
}

test("moves between hundreds of pairs are looked at, in which every time differs from the others", () => {
  expect(different.length).toBeGreaterThan(500);
  const areDifferent = (a: MoveTime, b: MoveTime) =>
    different.some(([from, to]) => {
      const { worst } = moved(from, to);
      return worst[a]?.exposedUsd !== worst[b]?.exposedUsd;
    });
  expect([areDifferent("now", "between"), areDifferent("between", "stays")]).toEqual([true, true]);
  expect([areDifferent("now", "arrival"), areDifferent("arrival", "settled")]).toEqual([true, true]);
});

test.each(TIMES)("what each AVS can take of a stake is what the tables say: %s", (time) => {
  const found = different.flatMap(([from, to]) => {
    const { avs, worst } = moved(from, to);
    const again = counted.move(from.address, to.address)[time];
    const here = new Map(avs.map((row) => [row.address, row.exposed[time].exposedUsd ?? 0]));
    const all = isUnknownAt(time, from, to, worst[time])
      ? []
      : differences(new Map([["all", worst[time]?.exposedUsd ?? 0]]), new Map([["all", again.all]]));
    return [...differences(here, again.byAvs), ...all].map((one) => ({
      from: from.name,
      to: to.name,
      ...one,
    }));
  });
  expect(found).toEqual([]);
});

test("the worst AVS of each time is the one with the most by the tables", () => {
  for (const [from, to] of different) {
    const { worst, worstAvs } = moved(from, to);
    const again = counted.move(from.address, to.address);
    for (const time of TIMES) {
      if (isUnknownAt(time, from, to, worst[time])) continue;
      const most = Math.max(0, ...again[time].byAvs.values());
      const what = `${from.name} to ${to.name}, ${time}`;
      expect(Math.abs((worstAvs[time]?.exposedUsd ?? 0) - most), what).toBeLessThanOrEqual(
        0.01 + most * 1e-6,
      );
    }
  }
});

test("before a move, the parts are those of the operator's own page", () => {
  for (const [from, to] of different) {
    const rows = slashableByAvs(network, from);
    const { avs } = moved(from, to);
    for (const { address, ofOperatorRatio, announcedOfOperatorRatio } of rows) {
      const row = avs.find((one) => one.address === address);
      expectNear(row?.exposed.now.ofStakeRatio, ofOperatorRatio);
      expectNear(row?.exposed.stays.ofStakeRatio, announcedOfOperatorRatio);
    }
  }
});

test("both verdicts are what the tables give", () => {
  for (const [from, to] of different) {
    const move = moved(from, to);
    for (const end of [move.from, move.to]) {
      const again = verdicts.get(end.address);
      expect([end.verdict, end.answeredGateCount], end.address).toEqual([again?.word, again?.answered]);
    }
  }
});

test("the splits at both ends are what the tables give", () => {
  let ownCount = 0;
  for (const [from, to] of different) {
    const { splits } = moved(from, to);
    expect([splits.pi.from.bps, splits.pi.to.bps]).toEqual([
      counted.splits(from.address),
      counted.splits(to.address),
    ]);
    for (const row of splits.rows)
      for (const end of ["from", "to"] as const) {
        const here = row[end];
        if (!here) continue;
        const operator = end === "from" ? from : to;
        if (!here.avs.isDefault) ownCount++;
        expect(here.avs.bps, `${operator.name} ${row.name}`).toBe(
          counted.splits(operator.address, row.address),
        );
      }
  }
  expect(ownCount).toBeGreaterThan(10);
});
