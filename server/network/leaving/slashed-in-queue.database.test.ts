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
  const cut = (blockNumber: number | null, of = operator, at: Date | null = null) =>
    slashedInQueue(network, [
      {
        staker: "0xa",
        operator: of,
        operatorName: null,
        type: "UNDELEGATED",
        at,
        blockNumber,
        transactionHash: "0x2",
      },
    ]).flatMap(({ slashings }) =>
      slashings.flatMap(({ isCertain, parts }) => parts.map(({ ratio }) => (isCertain ? ratio : "maybe"))),
    );
  expect(cut(SLASH_BLOCK - LEAVING)).toEqual([0.3]);
  expect(cut(SLASH_BLOCK - 1)).toEqual([0.3]);
  expect(cut(SLASH_BLOCK - LEAVING - 1)).toEqual([]);
  expect(cut(SLASH_BLOCK + 1)).toEqual([]);
  // Which came first in one block, or without a block, is not known.
  expect(cut(SLASH_BLOCK)).toEqual(["maybe"]);
  expect(cut(null)).toEqual(["maybe"]);
  expect(cut(null, operator, new Date("2026-01-01T00:00:00Z"))).toEqual(["maybe"]);
  expect(cut(null, operator, new Date("2025-12-20T00:00:00Z"))).toEqual([]);
  expect(cut(null, operator, new Date("2026-01-06T00:00:00Z"))).toEqual([]);
  expect(cut(SLASH_BLOCK - 1, "0xb")).toEqual([]);
});
