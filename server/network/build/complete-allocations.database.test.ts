import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertPrice } from "@/db/testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertOperator,
  insertOperatorStrategy,
  insertStrategy,
} from "@/db/testing/rows";
import { insertAllocation, insertDelegator, insertOperatorSet, insertToken } from "@/db/testing/stake";
import { networkOf } from "../../testing/context";
import { standingOf } from "../figures/comparison";
import { areExposuresKnown } from "../figures/staker-exposure";
import { supposedLoss } from "../figures/worst-case";
import { avsRow } from "../lists/avs";
import { allocationSummary } from "../lists/operator-allocations";
import { avsSummary } from "../lists/operator-avs";
import { operatorRow } from "../lists/operators";
import type { Avs } from "../network";
import type { Operator } from "../operator";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.empty());

const WAD = 10n ** 18n;

/**
 * Inserts three operators with stake: one that allocates a half, one of which the data has no allocation, and one that
 * promised its whole stake, of which the data has `lastMagnitude`.
 */
async function threeOperators(isDemo: boolean, lastMagnitude = WAD) {
  const { owner } = database;
  const strategy = (await insertStrategy(owner)).address;
  await insertPrice(owner, (await insertToken(owner, strategy, "USD")).address, "2026-07-05 00:00:00", "1");
  const [avs, unheld] = [(await insertAvs(owner)).address, (await insertAvs(owner)).address];
  const operatorSet = (await insertOperatorSet(owner, avs, 0)).id;
  const addresses: string[] = [];
  for (const encumberedMagnitude of [WAD / 2n, 0n, WAD]) {
    const { address } = await insertOperator(owner);
    addresses.push(address);
    await insertDelegator(owner, address, { shares: [{ strategy, shares: String(100n * WAD) }] });
    await insertOperatorStrategy(owner, address, strategy, {
      maxMagnitude: String(WAD),
      encumberedMagnitude: String(encumberedMagnitude),
    });
    if (encumberedMagnitude > 0n)
      await insertAllocation(owner, address, operatorSet, strategy, {
        magnitude: String(encumberedMagnitude === WAD ? lastMagnitude : encumberedMagnitude),
      });
  }
  const metadata = { demo: true, complete: { operatorAllocations: addresses.slice(0, 1), allocations: [] } };
  await insertCheckpoint(owner, isDemo ? { runMetadata: metadata } : {});
  const network = await networkOf(database.db);
  const [some, none, all] = addresses.map((address) => network.operators.get(address)) as [
    Operator,
    Operator,
    Operator,
  ];
  return { network, strategy, avs, unheld, some, none, all };
}

test("an operator whose allocations the demo lacks has unknown figures, never 0", async () => {
  const { network, none } = await threeOperators(true);
  expect(operatorRow(network, none)).toMatchObject({ utilizationRatio: null, areAllocationsComplete: false });
  expect(allocationSummary(network, none)).toMatchObject({
    allocationCount: null,
    avsCount: null,
    pendingCount: null,
  });
  expect(avsSummary(network, none)).toMatchObject({ allocatedUsd: null, allocatedRatio: null });
  expect(standingOf(none)).toMatchObject({ worstCaseUsd: null, worstCaseRatio: null });
  expect(none.strategies).toMatchObject([
    { utilizationRatio: null, allocated: { knownUsd: null }, slashableUpTo: { knownUsd: null } },
  ]);
  expect(supposedLoss(network, { operator: none.address }, 1)).toMatchObject({
    allocationCount: null,
    lostUsd: null,
  });
});

test("what all operators allocate has a part that is not known where the demo lacks some of them", async () => {
  const { network, strategy, avs, unheld } = await threeOperators(true);
  const oneUnknown = { allocated: { unknownCount: 1 }, slashable: { unknownCount: 1 }, allocationCount: 2 };
  expect(network.strategies.get(strategy)).toMatchObject(oneUnknown);
  expect(network.totals).toMatchObject(oneUnknown);
  expect(network.avs.get(avs)).toMatchObject(oneUnknown);
  expect(network.avs.get(unheld)).toMatchObject({ allocated: { knownUsd: null }, allocationCount: null });
  expect(avsRow(network, network.avs.get(unheld) as Avs)).toMatchObject({
    allocatedUsd: null,
    allocatedRatio: null,
    slashableUsd: null,
    slashableUpToUsd: null,
  });
  for (const scope of [{}, { avs }])
    expect(supposedLoss(network, scope, 1)).toMatchObject({ allocationCount: 2, unpricedCount: 1 });
});

test("what all operators allocate is exact where the data has all of it", async () => {
  const { network, strategy, avs, unheld } = await threeOperators(false);
  const exact = { allocated: { knownUsd: 150, unknownCount: 0 }, allocationCount: 2 };
  expect(network.strategies.get(strategy)).toMatchObject(exact);
  expect(network.totals).toMatchObject(exact);
  expect(network.avs.get(avs)).toMatchObject(exact);
  expect(network.avs.get(unheld)).toMatchObject({ allocated: { knownUsd: 0 }, allocationCount: 0 });
  for (const scope of [{}, { avs }])
    expect(supposedLoss(network, scope, 1)).toMatchObject({ allocationCount: 2, unpricedCount: 0 });
});

test("an operator of which a pipeline, or the demo, has all allocations is known to have none", async () => {
  const { network, none, some } = await threeOperators(false);
  expect(operatorRow(network, none)).toMatchObject({ utilizationRatio: 0, areAllocationsComplete: true });
  expect(allocationSummary(network, none)).toMatchObject({ allocationCount: 0, pendingCount: 0 });
  expect(avsSummary(network, none)).toMatchObject({ allocatedUsd: 0, allocatedRatio: 0 });
  expect(standingOf(none)).toMatchObject({ worstCaseUsd: 0 });
  expect(supposedLoss(network, { operator: none.address }, 1)).toMatchObject({ lostUsd: 0 });
  expect(operatorRow(network, some)).toMatchObject({ utilizationRatio: 0.5 });
});

test("where the whole stake is promised, but not by the allocations in the data, others are missing", async () => {
  const { network, strategy, all } = await threeOperators(true, WAD / 4n);
  expect(all.strategies).toMatchObject([
    { utilizationRatio: 1, allocated: { knownUsd: 25, unknownCount: 1 }, areAllocationsComplete: false },
  ]);
  expect(areExposuresKnown(network, all.address, [{ address: strategy }])).toBe(false);
});

test("an operator that the demo does not have may have allocations", async () => {
  const absent = "0x00000000000000000000000000000000000000aa";
  for (const isDemo of [true, false]) {
    const { network, strategy } = await threeOperators(isDemo);
    await database.empty();
    expect(areExposuresKnown(network, absent, [{ address: strategy }])).toBe(!isDemo);
    expect(supposedLoss(network, { operator: absent }, 1).lostUsd).toBe(isDemo ? null : 0);
  }
});

test("where the whole stake is promised there can be no other allocation, so its parts are known", async () => {
  const { network, strategy, some, none, all } = await threeOperators(true);
  expect(operatorRow(network, some)).toMatchObject({ utilizationRatio: 0.5, areAllocationsComplete: true });
  expect(all.strategies).toMatchObject([
    { utilizationRatio: 1, allocated: { knownUsd: 100, unknownCount: 0 } },
  ]);
  expect(all.allocated).toMatchObject({ knownUsd: 100, unknownCount: 1 });
  const isKnown = ({ address }: Operator) => areExposuresKnown(network, address, [{ address: strategy }]);
  expect([some, none, all].map(isKnown)).toEqual([true, false, true]);
});
