import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { allocate, insertAllocationDay } from "@/db/testing/exposure";
import { insertAvs, insertCheckpoint, insertOperator } from "@/db/testing/rows";
import { insertDollarStrategy, insertSlash } from "@/db/testing/stake";
import { networkOf } from "../../testing/context";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());

const ANNOUNCED = 25_400_000;
const HALF = "500000000000000000";

test("tells of each allocation whether it rises by the last magnitude before it, and when it takes effect", async () => {
  const { owner } = database;
  await insertCheckpoint(owner);
  const [operatorId, avs] = [(await insertOperator(owner)).address, (await insertAvs(owner)).address];
  const strategyId = (await insertDollarStrategy(owner, "ONE")).address;
  const before = async (setNumber: number, magnitude: string | null, effectBlock: number, row = {}) => {
    const change = { setNumber, magnitude: HALF, allocatedAtBlock: ANNOUNCED, effectBlock, ...row };
    const operatorSetId = await allocate(owner, operatorId, avs, strategyId, change);
    const day = { snapshotDate: "2026-01-01", snapshotBlock: 24_000_000 };
    if (magnitude !== null)
      await insertAllocationDay(owner, { operatorId, operatorSetId, strategyId }, { ...day, magnitude });
    return operatorSetId;
  };
  await before(0, "400000000000000000", ANNOUNCED + 10);
  await before(1, "600000000000000000", ANNOUNCED + 10);
  const slashed = await before(3, "600000000000000000", 25_300_000);
  await insertSlash(owner, operatorId, strategyId, HALF, {
    operatorSetId: slashed,
    slashedAtBlock: 25_300_000,
    slashedAt: "2026-06-11 12:00:00",
  });
  await before(4, null, 25_225_000, {
    magnitude: "0",
    allocatedAtBlock: 25_224_500,
  });
  const { allocationChanges } = await networkOf(database.db);
  const judged = new Map(
    allocationChanges.map(({ operatorSet, isRise, effectAt }) => [operatorSet, [isRise, effectAt !== null]]),
  );
  expect([0, 1, 3, 4].map((set) => judged.get(`${avs}-${set}`))).toEqual([
    [true, true],
    [false, true],
    [false, false],
    [false, true],
  ]);
  // Counted at twelve seconds a block from the nearest known time, not from the time of the data.
  const fall = allocationChanges.find(({ operatorSet }) => operatorSet === `${avs}-4`);
  expect(fall?.effectAt).toEqual(new Date("2026-06-01T02:00:00Z"));
});
