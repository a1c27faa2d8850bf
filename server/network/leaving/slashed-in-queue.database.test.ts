import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertAvs, insertCheckpoint, insertOperator } from "@/db/testing/rows";
import { insertDollarStrategy, insertOperatorSet, insertSlash } from "@/db/testing/stake";
import { networkOf } from "../../testing/context";
import { slashedInQueue } from "./slashed-in-queue";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.empty());

const SLASH_BLOCK = 24_167_653;
const LEAVING = 100_800;

test("a slash takes of what was queued up to 14 days before it, and of nothing else", async () => {
  const { owner } = database;
  await insertCheckpoint(owner);
  const operator = (await insertOperator(owner)).address;
  const strategy = (await insertDollarStrategy(owner)).address;
  const { id } = await insertOperatorSet(owner, (await insertAvs(owner)).address, 0);
  await insertSlash(owner, operator, strategy, String(3n * 10n ** 17n), {
    operatorSetId: id,
    slashedAt: "2026-01-05 09:45:47",
    slashedAtBlock: SLASH_BLOCK,
    transactionHash: "0x1",
  });
  const network = await networkOf(database.db);
  const cut = (blockNumber: number | null, of = operator) =>
    slashedInQueue(network, [
      {
        staker: "0xa",
        operator: of,
        operatorName: null,
        type: "UNDELEGATED",
        at: null,
        blockNumber,
        transactionHash: "0x2",
      },
    ]).flatMap(({ slashings }) => slashings.flatMap(({ parts }) => parts.map(({ ratio }) => ratio)));
  expect(cut(SLASH_BLOCK - LEAVING)).toEqual([0.3]);
  expect(cut(SLASH_BLOCK - 1)).toEqual([0.3]);
  expect(cut(SLASH_BLOCK - LEAVING - 1)).toEqual([]);
  expect(cut(SLASH_BLOCK + 1)).toEqual([]);
  expect(cut(null)).toEqual([]);
  expect(cut(SLASH_BLOCK - 1, "0xb")).toEqual([]);
});
