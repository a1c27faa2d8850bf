import { afterAll, expect, inject, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { recount } from "@/db/testing/recount/recount";
import { networkOf } from "../testing/context";
import { slashableByAvs } from "./lists/slashable-by-avs";
import type { Operator } from "./operator";
import type { UsdSum } from "./unknown";

const { db, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);
const network = await networkOf(db);
const counted = await recount(inject("demoReaderUrl"));

/**
 * Fifty operators: every slashed one, those with the most allocated, the largest, and others spread over the list.
 */
const operators = pickOperators(50);

function pickOperators(count: number): Operator[] {
  const all = [...network.operators.values()];
  const allocated = all.filter(({ allocationCount }) => (allocationCount ?? 0) > 0).slice(0, 15);
  const slashed = all.filter(({ slashings }) => slashings.length > 0);
  const picked = new Set([...slashed, ...allocated, ...all.slice(0, 15)]);
  const staked = all.filter(({ value }) => value.knownUsd !== 0);
  for (let step = 0; picked.size < count; step++) {
    const operator = staked[Math.floor((step * staked.length) / count) % staked.length] ?? all[step];
    if (operator) picked.add(operator);
  }
  return [...picked];
}

/** Expects equality to a millionth, or to a cent. A sum of which no part is known is unknown, not 0. */
function expectUsd(sum: UsdSum, expected: number | undefined, what: string) {
  if (sum.unknownCount > 0 && sum.knownCount === 0) expect(sum.knownUsd, what).toBeNull();
  const knownUsd = sum.knownUsd ?? 0;
  const said = `${what}: ${knownUsd} in the network, ${expected} counted again`;
  if (expected === undefined) expect.fail(said);
  expect(Math.abs(knownUsd - expected), said).toBeLessThanOrEqual(0.01 + Math.abs(expected) * 1e-6);
}

/** Expects equality to a billionth, or to `slack`. */
function expectNear(found: number, expected: number, slack: number, what: string) {
  const said = `${what}: ${found} in the network, ${expected} counted again`;
  expect(Math.abs(found - expected), said).toBeLessThanOrEqual(slack + Math.abs(expected) * 1e-9);
}

test("counts as many operators, and fifty of all sizes are looked at", () => {
  expect([...network.operators.keys()].sort()).toEqual([...counted.operators.keys()].sort());
  expect(operators).toHaveLength(50);
});

test.each(operators.map((operator) => [operator.name ?? operator.address, operator] as const))(
  "values %s as the tables do",
  (_, operator) => {
    const again = counted.operators.get(operator.address);
    expectUsd(operator.value, again?.valueUsd, "value");
    expectUsd(operator.allocated, again?.allocatedUsd, "allocated");
    expectUsd(operator.slashable, again?.slashableUsd, "slashable");
    expectUsd(operator.slashableUpTo, again?.slashableUpToUsd, "slashable at most");
    expect(operator.value.unknownCount).toBe(again?.unpricedCount);
    expect(operator.delegatorCount).toBe(again?.delegatorCount);
    expect(operator.commission.pi.bps).toBe(again?.piBps);
    expectUsd(operator.lost, again?.lostUsd, "lost");
    expect(operator.lost.unknownCount).toBe(again?.unknownLossCount);
  },
);

test("allocates to every AVS, and lets it slash, as the tables do", () => {
  expect(network.avs.size).toBeGreaterThan(100);
  for (const [address, avs] of network.avs) {
    const again = counted.avs.get(address);
    expectUsd(avs.allocated, again?.allocatedUsd ?? 0, `allocated to ${address}`);
    expectUsd(avs.slashable, again?.slashableUsd ?? 0, `slashable by ${address}`);
    expectUsd(avs.slashableUpTo, again?.slashableUpToUsd ?? 0, `slashable at most by ${address}`);
    expectUsd(avs.lost, again?.lostUsd ?? 0, `lost to ${address}`);
    expect(avs.lost.unknownCount, address).toBe(again?.unknownLossCount ?? 0);
  }
  expect([...counted.avs.keys()].filter((address) => !network.avs.has(address))).toEqual([]);
});

test("splits what can be slashed by operator and AVS so that both add up to the tables", () => {
  const byAvs = new Map<string, number>();
  for (const operator of network.operators.values()) {
    const rows = slashableByAvs(network, operator);
    const total = rows.reduce((sum, { slashableUpToUsd }) => sum + (slashableUpToUsd ?? 0), 0);
    const again = counted.operators.get(operator.address)?.slashableUpToUsd ?? 0;
    expect(Math.abs(total - again), operator.address).toBeLessThanOrEqual(0.01 + again * 1e-6);
    for (const { address, slashableUpToUsd } of rows)
      byAvs.set(address, (byAvs.get(address) ?? 0) + (slashableUpToUsd ?? 0));
  }
  for (const [address, total] of byAvs) {
    const again = counted.avs.get(address)?.slashableUpToUsd ?? 0;
    expect(Math.abs(total - again), address).toBeLessThanOrEqual(0.01 + again * 1e-6);
  }
  expect(byAvs.size).toBeGreaterThan(5);
});

test("has every slashing once, and each took what the shares before and the fraction say", () => {
  const key = (slashing: { operator: string; avs: string; transactionHash: string | null }) =>
    `${slashing.operator} ${slashing.avs} ${slashing.transactionHash}`;
  expect(network.slashings.map(key).sort()).toEqual(counted.slashings.map(key).sort());
  for (const again of counted.slashings) {
    const slashing = network.slashings.find((one) => key(one) === key(again));
    expect(slashing?.parts.map(({ strategy }) => strategy).sort()).toEqual(
      again.parts.map(({ strategy }) => strategy).sort(),
    );
    for (const { strategy, lostShares, lostUsd } of again.parts) {
      const part = slashing?.parts.find((one) => one.strategy === strategy);
      const what = `${key(again)} ${strategy}`;
      if (lostShares === null) expect(part?.lostShares, what).toBeNull();
      // The network stores shares in whole units.
      else expectNear(Number(part?.lostShares), lostShares, 1, what);
      if (lostUsd === null) expect(part?.lostUsd, what).toBeNull();
      else expectNear(part?.lostUsd ?? Number.NaN, lostUsd, 1e-9, what);
    }
  }
});

test("adds up: the whole network is its operators, its AVSs and its slashings", () => {
  const sum = (figures: Iterable<number>) => [...figures].reduce((total, figure) => total + figure, 0);
  const all = [...counted.operators.values()];
  expectUsd(network.totals.value, sum(all.map(({ valueUsd }) => valueUsd)), "value");
  for (const parts of [all, [...counted.avs.values()]]) {
    expectUsd(network.totals.allocated, sum(parts.map(({ allocatedUsd }) => allocatedUsd)), "allocated");
    expectUsd(network.totals.slashable, sum(parts.map(({ slashableUsd }) => slashableUsd)), "slashable");
  }
  const losses = counted.slashings.flatMap(({ parts }) => parts.map(({ lostUsd }) => lostUsd ?? 0));
  expectUsd(network.totals.lost, sum(losses), "lost");
});
