import { afterAll, expect, inject, test } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import { recountCeilings } from "@/db/testing/recount/ceilings";
import { recount } from "@/db/testing/recount/recount";
import { networkOf } from "../../testing/context";
import file from "../entities/known-entities.json";
import { completenessOf } from "./completeness";
import { keptSecurityDetail } from "./figures";
import { POWERS } from "./members";
import { SHARES } from "./share";

const { db, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);
const network = await networkOf(db);
const counted = await recountCeilings(inject("demoReaderUrl"));
const complete = completenessOf(network);
const near = (usd: number) => 0.01 + usd * 2e-6;

test("every set of every AVS costs what the cheapest of all its coalitions does, by each power and share", () => {
  let checked = 0;
  for (const [address, avs] of network.avs)
    for (const power of POWERS)
      for (const share of SHARES) {
        const { sets, state } = keptSecurityDetail(network, avs, power, share);
        expect(sets.length, address).toBe(
          state === "not-in-demo" || state === "none-known" ? 0 : avs.sets.length,
        );
        for (const { setNumber, ceiling, halting } of sets) {
          const again = counted.find(({ operatorSet }) => operatorSet === `${address}-${setNumber}`);
          const key = `${share} ${power}`;
          const what = `${address}-${setNumber} ${key}`;
          if (!again) {
            expect(ceiling, what).toBeNull();
            continue;
          }
          const cost = again.ceilings.get(key) ?? Number.NaN;
          expect(ceiling?.isCutOff, what).toBe(false);
          expect(Math.abs((ceiling?.leastUsd ?? Number.NaN) - cost), what).toBeLessThanOrEqual(near(cost));
          expect(ceiling?.mostUsd, what).toBe(ceiling?.leastUsd);
          const members = again.fewest.get(`third ${power}`);
          const hasPower = members !== 0;
          expect(halting.third.operators, what).toEqual(hasPower ? { least: members, most: members } : null);
          checked++;
        }
      }
  expect(checked).toBeGreaterThanOrEqual(9 * 11);
});

test("the headline of an AVS is a third of the stake of its weakest set that can slash something", () => {
  const ceilings = [...network.security].filter(([, { state }]) => state === "ceiling");
  expect(ceilings).toHaveLength(6);
  for (const [address, { weakest }] of ceilings) {
    const own = counted.filter(({ avs, ceilings }) => avs === address && ceilings.get("third stake"));
    const lowest = Math.min(...own.map(({ ceilings }) => ceilings.get("third stake") ?? Number.NaN));
    expect(weakest?.ceiling.usd.most).toBe(weakest?.ceiling.usd.least);
    expect(Math.abs((weakest?.ceiling.usd.least ?? Number.NaN) - lowest)).toBeLessThanOrEqual(near(lowest));
  }
});

test("as few operators and node operators have two thirds of an AVS's value as the tables and the reviewed file say", async () => {
  const values = (await recount(inject("demoReaderUrl"))).operators;
  const nodeOperatorOf = new Map<string, string>();
  for (const { kind, slug, operators } of file.entities)
    for (const { address } of operators)
      if (kind === "node-operator" || !nodeOperatorOf.has(address)) nodeOperatorOf.set(address, slug);
  let differing = 0;
  for (const [address, avs] of network.avs) {
    const { registered } = keptSecurityDetail(network, avs, "stake", "third");
    const byValue = registered.find(({ power }) => power === "value")?.halting["two-thirds"];
    if (!byValue?.operators || byValue.operators.least !== byValue.operators.most) continue;
    const count = (groupOf: (operator: string) => string) => {
      const sums: Record<string, number> = {};
      for (const operator of avs.operators)
        sums[groupOf(operator)] =
          (sums[groupOf(operator)] ?? 0) + (values.get(operator)?.valueUsd ?? Number.NaN);
      const total = Object.values(sums).reduce((sum, usd) => sum + usd, 0);
      let [reached, groups] = [0, 0];
      for (const usd of Object.values(sums).sort((a, b) => b - a)) {
        if (reached >= (total * 2) / 3) break;
        reached += usd;
        groups++;
      }
      return groups;
    };
    const operators = count((operator) => operator);
    const nodeOperators = count((operator) => nodeOperatorOf.get(operator) ?? operator);
    expect(byValue.operators.most, address).toBe(operators);
    expect(byValue.nodeOperators?.most, address).toBe(nodeOperators);
    if (operators !== nodeOperators) differing++;
  }
  expect(differing).toBeGreaterThan(0);
});

test("nothing is said of AVSs whose allocations the demo does not have, and an AVS without a set slashes nothing", () => {
  for (const [address, { state }] of network.security) {
    const setCount = network.avs.get(address)?.sets.length ?? 0;
    if (setCount === 0) expect(state, address).toBe("nothing");
    else if (!complete.hasAllAllocations(address)) expect(state, address).toBe("not-in-demo");
    else expect(state, address).toBe("ceiling");
  }
  const states = [...network.security.values()].map(({ state }) => state);
  expect(states.filter((state) => state === "nothing")).toHaveLength(81);
  expect(states.filter((state) => state === "not-in-demo")).toHaveLength(20);
});
