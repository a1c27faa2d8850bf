import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "../testing/databases";
import { insertOperator } from "../testing/rows";
import { readOperatorRanks } from "./operator-ranks";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());

test("ranks those with stake of value among themselves, equals alike and the unknown not at all", async () => {
  const add = async (tvsUsd: string | null, activeDelegators: number | null, activeAvsCount: number) =>
    (await insertOperator(database.owner, { tvsUsd, state: { activeDelegators, activeAvsCount } })).address;
  const [nine, ten, other, none, unmeasured] = [
    await add("9.5", 30, 2),
    await add("10", 4, 2),
    await add("1", null, 1),
    await add("0", 900, 90),
    await add(null, 800, 80),
  ];
  const { stakedCount, byAddress } = await readOperatorRanks(database.db);
  expect(stakedCount).toBe(3);
  expect(byAddress.get(nine)).toEqual({ tvsRank: 2, delegatorRank: 1, avsRank: 1 });
  expect(byAddress.get(ten)).toEqual({ tvsRank: 1, delegatorRank: 2, avsRank: 1 });
  expect(byAddress.get(other)).toEqual({ tvsRank: 3, delegatorRank: null, avsRank: 3 });
  expect(byAddress.get(none)).toBeUndefined();
  expect(byAddress.get(unmeasured)).toBeUndefined();
});
