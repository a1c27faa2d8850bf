import { expect, test } from "vitest";
import { groupBy } from "@/db/analytics/group-by";
import { isLive } from "./allocations";
import { makeDelegators } from "./delegators";
import { isRegistered } from "./memberships";
import { makeWorld } from "./world";

const world = makeWorld(1);
const active = world.memberships.filter((row) => isRegistered(row));
const real = world.roster.filter((one) => !one.isExample);

test("carries every real operator, AVS, set, strategy and slashing", () => {
  const { facts, roster } = world;
  expect([real.length, facts.avss.length, facts.operatorSets.length]).toEqual([1676, 101, 99]);
  expect([roster.length, world.examples.avss.length]).toEqual([1700, 6]);
  expect([facts.strategies.length, facts.slashings.length]).toEqual([49, 15]);
});

test("keeps each operator's number of AVSs, and the ten published AVS sizes", () => {
  const perOperator = groupBy(active, (row) => row.operator);
  const wrong = world.roster.filter(
    (one) => one.avsCount !== null && (perOperator.get(one)?.length ?? 0) !== one.avsCount,
  );
  expect(wrong).toEqual([]);
  const perAvs = groupBy(active, (row) => row.avs);
  for (const avs of world.facts.avss) {
    if (avs.operatorCount !== null) expect(perAvs.get(avs.address)?.length).toBe(avs.operatorCount);
  }
});

test("shares operators between AVSs as published", () => {
  const members = (name: string) => {
    const avs = world.facts.avss.find((one) => one.name === name);
    return new Set(active.filter((row) => row.avs === avs?.address).map((row) => row.operator));
  };
  const eigenDa = members("EigenDA");
  expect([...members("eoracle")].filter((one) => eigenDa.has(one)).length).toBe(59);
  expect([...members("Witness Chain")].filter((one) => eigenDa.has(one)).length).toBe(50);
});

test("keeps known registrations, and knows ended ones as ended", () => {
  const byKey = new Map(world.memberships.map((row) => [row.operator.address + row.avs, isRegistered(row)]));
  for (const row of world.facts.registrations)
    expect(byKey.get(row.operator + row.avs)).toBe(row.isRegistered);
});

test("allocates to the published totals", () => {
  const live = world.allocations.filter(isLive);
  const count = (key: (row: (typeof live)[number]) => unknown) => new Set(live.map(key)).size;
  expect(live.length).toBe(53);
  expect([count((row) => row.operator), count((row) => row.set.avs), count((row) => row.strategy)]).toEqual([
    24, 9, 16,
  ]);
});

test("leaves what slashing left: 7,956,325,268,382 of 1e18 after EigenYields' first", () => {
  const row = world.allocations.find(
    (one) => one.operator.name === "EigenYields" && one.strategy.symbol === "rETH",
  );
  expect(row?.magnitude).toBe(7_956_325_268_382n);
});

test("gives real operators only the allocations, splits and approvers that are known of them", () => {
  const slashed = new Set(
    world.facts.slashings.map((row) => row.operator + row.setId + row.strategy.address),
  );
  for (const { operator, set, strategy } of world.allocations)
    if (!operator.isExample) expect(slashed).toContain(operator.address + set.id + strategy.address);
  const splits = world.commissions.filter((row) => !row.operator.isExample);
  expect(splits.map((row) => [row.operator.address, row.avs, row.changes.at(-1)?.new])).toEqual(
    world.facts.splits.map((row) => [row.operator, row.avs, row.bips]),
  );
  expect(real.filter((one) => one.approver !== null)).toEqual([]);
  const fictional = new Set(world.examples.avss.map((avs) => avs.address));
  for (const { operator, avs } of world.memberships) expect(fictional.has(avs)).toBe(operator.isExample);
  for (const { name } of [...world.examples.operators, ...world.examples.avss])
    expect(name).toMatch(/^Example (Operator|AVS) \d+$/);
});

test("sets 61 AVS splits on 11 AVSs, 9 PI splits, and some that are pending", () => {
  const avs = world.commissions.filter((row) => row.avs !== null);
  expect([
    avs.length,
    new Set(avs.map((row) => row.avs)).size,
    world.commissions.length - avs.length,
  ]).toEqual([61, 11, 9]);
});

test("delegates each operator's shares exactly, to as many stakers as were counted", () => {
  for (const operator of world.roster.slice(0, 60)) {
    const { addresses, stakes, holdings } = makeDelegators(operator, []);
    expect(new Set(addresses).size).toBe(operator.stakers);
    holdings.forEach((holding, index) => {
      const held = stakes.filter((stake) => stake.holding === index);
      expect(held.reduce((sum, stake) => sum + stake.shares, 0n)).toBe(holding.shares);
    });
  }
});
