import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { insertCheckpoint, insertOperator, insertOperatorStrategy, insertStrategy } from "../testing/rows";
import { insertDelegator, insertToken } from "../testing/stake";
import { findStrategySummary, listOperatorStrategies } from "./operator-strategies";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
});

const strategyOf = async (operator: string, row: Parameters<typeof insertOperatorStrategy>[3]) => {
  const { address } = await insertStrategy(database.owner);
  await insertOperatorStrategy(database.owner, operator, address, row);
  return address;
};
const list = (
  operator: string,
  sort: "value" | "utilization" | "name" = "value",
  dir: "asc" | "desc" = "desc",
) => listOperatorStrategies(database.db, operator, { sort, dir });

test("sorts by figures and not by their text, the unpriced last in either direction", async () => {
  const { address } = await insertOperator(database.owner);
  for (const tvsUsd of ["9.5", null, "10"]) await strategyOf(address, { tvsUsd });
  expect((await list(address)).map(({ valueUsd }) => valueUsd)).toEqual([10, 9.5, null]);
  expect((await list(address, "value", "asc")).map(({ valueUsd }) => valueUsd)).toEqual([9.5, 10, null]);
});

test("puts the larger of equals first", async () => {
  const { address } = await insertOperator(database.owner);
  for (const tvsUsd of ["1", null, "2"]) await strategyOf(address, { tvsUsd });
  for (const dir of ["asc", "desc"] as const)
    expect((await list(address, "utilization", dir)).map(({ valueUsd }) => valueUsd)).toEqual([2, 1, null]);
});

test("puts ties in the order of addresses", async () => {
  const { address } = await insertOperator(database.owner);
  const first = await strategyOf(address, { tvsUsd: "1" });
  const second = await strategyOf(address, { tvsUsd: "1" });
  expect((await list(address)).map((row) => row.address)).toEqual([first, second]);
});

test("says nothing of the utilization of a magnitude of 0, and that all of it was slashed", async () => {
  const { address } = await insertOperator(database.owner);
  await strategyOf(address, {
    tvsUsd: "5",
    maxMagnitude: "0",
    encumberedMagnitude: "0",
    utilizationRate: null,
  });
  expect(await list(address)).toMatchObject([
    { utilizationRatio: null, allocatedUsd: null, slashedRatio: 1, shareRatio: 1 },
  ]);
});

test("computes utilization from magnitudes over 2^53 where the pipeline left it out", async () => {
  const { address } = await insertOperator(database.owner);
  await strategyOf(address, {
    tvsUsd: "8",
    encumberedMagnitude: "250000000000000000",
    utilizationRate: null,
  });
  expect(await list(address)).toMatchObject([{ utilizationRatio: 0.25, allocatedUsd: 2, slashedRatio: 0 }]);
});

test("never says that all was slashed while one of 1e18 is left", async () => {
  const { address } = await insertOperator(database.owner);
  await strategyOf(address, { tvsUsd: "8", maxMagnitude: "1", encumberedMagnitude: "1" });
  const [row] = await list(address);
  expect(row?.slashedRatio).toBeGreaterThan(0.999);
  expect(row?.slashedRatio).toBeLessThan(1);
});

test("counts those who delegate now and hold shares, each once", async () => {
  const { address } = await insertOperator(database.owner);
  const strategy = await strategyOf(address, { tvsUsd: "8" });
  await insertToken(database.owner, strategy, "stETH");
  await insertDelegator(database.owner, address, { shares: [{ strategy }] });
  await insertDelegator(database.owner, address, { shares: [{ strategy, shares: "0" }] });
  await insertDelegator(database.owner, address, { shares: [{ strategy }], row: { isDelegated: false } });
  expect(await list(address)).toMatchObject([{ symbol: "stETH", delegatorCount: 1 }]);
});

test("sums up what has a price, and says how many have none", async () => {
  const { address } = await insertOperator(database.owner);
  for (const tvsUsd of ["75", "25", "0", null]) await strategyOf(address, { tvsUsd });
  expect(await findStrategySummary(database.db, address)).toEqual({
    strategyCount: 4,
    valuedCount: 2,
    unpricedCount: 1,
    totalUsd: 100,
  });
});
