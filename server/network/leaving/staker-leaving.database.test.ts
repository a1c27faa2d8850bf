import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertAllocationDay } from "@/db/testing/exposure";
import { insertAvs, insertCheckpoint, insertNetworkDay, insertRegistration } from "@/db/testing/rows";
import { insertAllocation, insertDollarStrategy, insertOperatorSet, insertStaked } from "@/db/testing/stake";
import { networkOf } from "../../testing/context";
import { stakerHoldings } from "../figures/staker";
import { exposedBy, stakerExposure } from "../figures/staker-exposure";
import { leftFrom } from "./operator-leaving";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());

const NOW_BLOCK = 25_468_595;
const DAY = 7200;
let strategy: string;
let operator: string;
beforeEach(async () => {
  await database.empty();
  const { owner } = database;
  await insertCheckpoint(owner);
  await insertNetworkDay(owner);
  strategy = (await insertDollarStrategy(owner)).address;
  operator = (await insertStaked(owner, strategy, { usd: 1000 })).address;
});

/** An allocation of tenths of the operator's stake, that had other tenths before, and counts in so many days. */
async function allocation(
  tenths: number,
  { before = 0, inDays, leftDaysAgo }: { before?: number; inDays: number; leftDaysAgo?: number },
) {
  const { owner } = database;
  const avs = (await insertAvs(owner)).address;
  const { id } = await insertOperatorSet(owner, avs, 0);
  const allocatedAtBlock = NOW_BLOCK - DAY;
  await insertAllocation(owner, operator, id, strategy, {
    magnitude: String(BigInt(tenths) * 10n ** 17n),
    allocatedAt: "2026-07-04 00:00:00",
    allocatedAtBlock,
    effectBlock: NOW_BLOCK + inDays * DAY,
  });
  await insertAllocationDay(
    owner,
    { operatorId: operator, operatorSetId: id, strategyId: strategy },
    {
      snapshotDate: "2026-07-01",
      snapshotBlock: allocatedAtBlock - 10,
      magnitude: String(BigInt(before) * 10n ** 17n),
    },
  );
  await insertRegistration(
    owner,
    operator,
    avs,
    leftDaysAgo === undefined
      ? { activeOperatorSetIds: [id] }
      : {
          activeOperatorSetIds: [],
          currentStatus: "UNREGISTERED",
          lastUnregisteredAt: new Date(Date.parse("2026-07-05T00:00:00Z") - leftDaysAgo * 86_400_000)
            .toISOString()
            .slice(0, 19)
            .replace("T", " "),
        },
  );
}

/** The most of a stake of $100 that can be slashed now, while it leaves, and once all is in effect. */
async function exposed() {
  const network = await networkOf(database.db);
  const positions = [{ strategy, shares: 100n * 10n ** 18n, writtenBlock: null, updatedAt: null }];
  const holdings = stakerHoldings(network, { operator, delegatedAt: null }, positions);
  const usd = (when: Parameters<typeof stakerExposure>[3]) =>
    stakerExposure(network, operator, holdings, when).worst?.exposedUsd;
  const { leftBlock } = leftFrom(network);
  expect(leftBlock).toBe(NOW_BLOCK + 100_800);
  return [usd("now"), usd({ untilBlock: leftBlock }), usd("settled")];
}

test("a rise that counts within 14 days reaches stake that leaves today", async () => {
  await allocation(3, { inDays: 13 });
  expect(await exposed()).toEqual([0, 30, 30]);
});

test("a rise that counts later does not", async () => {
  await allocation(3, { inDays: 15 });
  expect(await exposed()).toEqual([0, 0, 30]);
});

test("a fall that counts within 14 days leaves the whole within reach until then", async () => {
  await allocation(1, { before: 4, inDays: 7 });
  expect(await exposed()).toEqual([40, 40, 10]);
});

test("stake that moves between sets while the staker leaves is never more than all of it", async () => {
  await allocation(0, { before: 10, inDays: 7 });
  await allocation(10, { before: 0, inDays: 7 });
  expect(await exposed()).toEqual([100, 100, 100]);
});

test("a set that the operator left can slash until 14 days after, and not once all is in effect", async () => {
  await allocation(2, { inDays: -30 });
  await allocation(3, { inDays: -30, leftDaysAgo: 5 });
  expect(await exposed()).toEqual([50, 50, 20]);
  const network = await networkOf(database.db);
  const positions = [{ strategy, shares: 100n * 10n ** 18n, writtenBlock: null, updatedAt: null }];
  const holdings = stakerHoldings(network, { operator, delegatedAt: null }, positions);
  const { sets, tail } = stakerExposure(network, operator, holdings, "now");
  expect(tail).toMatchObject({ exposedUsd: 30, isUpTo: false });
  expect(sets.map(({ hasLeft, lastSlashAt }) => [hasLeft, lastSlashAt?.toISOString().slice(0, 10)])).toEqual([
    [true, "2026-07-14"],
    [false, undefined],
  ]);
});

test("of a set that was left, not known when, it is not known until when", async () => {
  await allocation(3, { inDays: -30, leftDaysAgo: 5 });
  await database.owner.execute("update operator_avs_relationships set last_unregistered_at = null");
  const network = await networkOf(database.db);
  const positions = [{ strategy, shares: 100n * 10n ** 18n, writtenBlock: null, updatedAt: null }];
  const holdings = stakerHoldings(network, { operator, delegatedAt: null }, positions);
  const { sets, tail } = stakerExposure(network, operator, holdings, "now");
  expect(tail).toMatchObject({ exposedUsd: 30, isUpTo: true });
  expect(sets).toMatchObject([{ hasLeft: true, lastSlashAt: null }]);
});

test("a rise at a set that the operator left counts only in the 14 days after it left", async () => {
  await allocation(3, { before: 1, inDays: 14, leftDaysAgo: 1 });
  expect(await exposed()).toEqual([10, 10, 0]);
  await allocation(3, { before: 1, inDays: 12, leftDaysAgo: 1 });
  expect(await exposed()).toEqual([20, 40, 0]);
});

test("what can be slashed now stays known where an announced change is not", async () => {
  await allocation(-1, { before: 3, inDays: 7 });
  expect((await exposed()).slice(0, 2)).toEqual([30, 30]);
});

test("what is not known of a holding is at most the rest of it", () => {
  const holding = { address: "0x1", symbol: null, tvsUsd: 100, isUpperBound: false, isUnpriced: false };
  const set = { avs: "0xa", setNumber: 0, isUpTo: true, left: null, isMember: true };
  const by = (...parts: (number | null)[]) =>
    exposedBy([{ ...set, parts: parts.map((part) => [holding, part, true]) }]);
  expect(by(0.3, null)).toMatchObject({ knownUsd: 30, unknownCount: 1, mostUsd: 100 });
  expect(by(1, null)).toMatchObject({ knownUsd: 100, unknownCount: 0, mostUsd: 100 });
});
