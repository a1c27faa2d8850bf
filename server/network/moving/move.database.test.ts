import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertAllocationDay } from "@/db/testing/exposure";
import { insertAvs, insertCheckpoint, insertNetworkDay, insertRegistration } from "@/db/testing/rows";
import { insertAllocation, insertDollarStrategy, insertOperatorSet, insertStaked } from "@/db/testing/stake";
import { networkOf } from "../../testing/context";
import type { ChainFacts } from "../chain-facts";
import { stakerHoldings } from "../figures/staker";
import { moveBetween, stakeLike } from "./move";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());

const NOW_BLOCK = 25_468_595;
const DAY = 7200;
let strategy: string;
let from: string;
let to: string;
beforeEach(async () => {
  await database.empty();
  const { owner } = database;
  await insertCheckpoint(owner);
  await insertNetworkDay(owner);
  strategy = (await insertDollarStrategy(owner)).address;
  from = (await insertStaked(owner, strategy, { usd: 1000 })).address;
  to = (await insertStaked(owner, strategy, { usd: 500 })).address;
});

interface Allocated {
  by: string;
  tenths: number;
  before?: number;
  /** The block of its effect, as days from now. */
  inDays: number;
  /** Whether the operator is a member of the set; not known without it. */
  membership?: "member" | "left-yesterday" | "left-at-unknown-time";
}

/** Inserts an allocation of tenths of an operator's stake to a set of a new AVS, and returns the AVS. */
async function allocation({ by, tenths, before = 0, inDays, membership = "member" }: Allocated) {
  const { owner } = database;
  const avs = (await insertAvs(owner)).address;
  const { id } = await insertOperatorSet(owner, avs, 0);
  const allocatedAtBlock = NOW_BLOCK - 30 * DAY;
  await insertAllocation(owner, by, id, strategy, {
    magnitude: String(BigInt(tenths) * 10n ** 17n),
    allocatedAt: "2026-06-05 00:00:00",
    allocatedAtBlock,
    effectBlock: NOW_BLOCK + Math.round(inDays * DAY),
  });
  await insertAllocationDay(
    owner,
    { operatorId: by, operatorSetId: id, strategyId: strategy },
    {
      snapshotDate: "2026-06-01",
      snapshotBlock: allocatedAtBlock - 10,
      magnitude: String(BigInt(before) * 10n ** 17n),
    },
  );
  await insertRegistration(owner, by, avs, {
    activeOperatorSetIds: membership === "member" ? [id] : [],
    ...(membership === "left-yesterday" && {
      currentStatus: "UNREGISTERED",
      lastUnregisteredAt: "2026-07-04 00:00:00",
    }),
  });
  return avs;
}

/** Returns a move of $100 of a staker of `from`. */
async function moved(chain: ChainFacts | null = null) {
  const network = await networkOf(database.db, undefined, chain);
  const [one, other] = [network.operators.get(from), network.operators.get(to)];
  if (!one || !other) throw new Error("An operator is missing.");
  const positions = [{ strategy, shares: 100n * 10n ** 18n, writtenBlock: null, updatedAt: null }];
  const holdings = stakerHoldings(network, { operator: from, delegatedAt: null }, positions);
  const move = moveBetween(network, one, other, { holdings });
  if (!move) throw new Error("Both are the same operator.");
  return move;
}

const TIMES = ["now", "stays", "between", "arrival", "settled"] as const;

/** The most that can be slashed of $100 at each time of the move. */
async function worst() {
  const move = await moved();
  return TIMES.map((time) => move.worst[time]?.exposedUsd);
}

test("stake is exposed to the old operator for 100,800 blocks, and to the new one from the next block on", async () => {
  const [old, next] = [
    await allocation({ by: from, tenths: 3, inDays: -20 }),
    await allocation({ by: to, tenths: 5, inDays: -20 }),
  ];
  expect(await worst()).toEqual([30, 30, 30, 50, 50]);
  const move = await moved();
  expect([move.leftBlock, move.arrivalBlock]).toEqual([NOW_BLOCK + 100_800, NOW_BLOCK + 100_801]);
  expect(move.avs.map(({ address }) => address)).toEqual([next, old]);
  expect(move.avs[0]?.exposed).toMatchObject({
    between: { exposedUsd: 0, ofStakeRatio: 0 },
    arrival: { exposedUsd: 50, ofStakeRatio: 0.5, isUpTo: false },
  });
  expect([move.worstAvs.between?.avs, move.worstAvs.arrival?.avs]).toEqual([old, next]);
});

test("a rise of the new operator counts on arrival if its block is the first after the 14 days, not one later", async () => {
  await allocation({ by: to, tenths: 5, before: 1, inDays: 100_801 / DAY });
  expect(await worst()).toEqual([0, 0, 0, 50, 50]);
  await allocation({ by: to, tenths: 2, inDays: 100_802 / DAY });
  expect(await worst()).toEqual([0, 0, 0, 50, 70]);
});

test("a fall of the new operator that counts within the 14 days is over on arrival", async () => {
  await allocation({ by: to, tenths: 1, before: 4, inDays: 7 });
  expect(await worst()).toEqual([0, 0, 0, 10, 10]);
});

test("a fall of the old operator leaves the whole within reach until it counts", async () => {
  await allocation({ by: from, tenths: 1, before: 4, inDays: 7 });
  expect(await worst()).toEqual([40, 10, 40, 0, 0]);
});

test("a set that an operator has left can slash what leaves, and nothing that arrives in 14 days", async () => {
  await allocation({ by: from, tenths: 2, inDays: -20, membership: "left-yesterday" });
  await allocation({ by: to, tenths: 4, inDays: -20, membership: "left-at-unknown-time" });
  await allocation({ by: to, tenths: 3, inDays: -20, membership: "left-yesterday" });
  expect(await worst()).toEqual([20, 20, 20, 0, 0]);
  const move = await moved();
  expect(move.worst.settled).toMatchObject({ isUpTo: false });
});

test("sets of the old operator take no more than the whole, though one falls while another rises", async () => {
  await allocation({ by: from, tenths: 0, before: 8, inDays: 7 });
  await allocation({ by: from, tenths: 7, inDays: 8 });
  expect(await worst()).toEqual([80, 70, 100, 0, 0]);
  const move = await moved();
  expect(move.strategies[0]?.parts.between?.ratio).toBe(1);
});

test("a pending delay counts for the old operator within the 14 days, and for the new one from arrival on", async () => {
  const delay = (delayDays: number, toDays: number, inDays: number) => ({
    allocationDelayBlocks: delayDays * DAY,
    isDelaySet: true,
    isPendingKnown: true,
    pendingDelayBlocks: toDays * DAY,
    pendingEffectBlock: NOW_BLOCK + inDays * DAY,
    readAtBlock: NOW_BLOCK,
  });
  const readAt = new Date("2026-07-05T00:00:00Z");
  const move = await moved({
    chainId: 1,
    readAtBlock: NOW_BLOCK,
    readAt,
    delays: new Map([
      [from, delay(20, 0, 3)],
      [to, delay(0, 20, 3)],
    ]),
    sets: new Map(),
    memberships: new Map(),
    setCounts: new Map(),
  });
  expect([move.from.isDelayShort, move.to.isDelayShort]).toEqual([true, false]);
  expect(move.from.delay).toMatchObject({ blocks: 20 * DAY, isFromChain: true, seenAt: readAt });
  expect(move.from.delay?.pending).toEqual({ blocks: 0, effectAt: new Date("2026-07-08T00:00:00Z") });
});

test("an AVS that can take an unknown value does not stand for the worst, and may be it", async () => {
  const known = await allocation({ by: from, tenths: 3, inDays: -20 });
  await allocation({ by: from, tenths: 2, inDays: -20 });
  expect((await moved()).worstAvs.now).toMatchObject({ avs: known, exposedUsd: 30, mayBeAnother: false });
  // The pipeline never writes a negative magnitude, so what this one can take is not known.
  await allocation({ by: from, tenths: -1, inDays: -20 });
  expect((await moved()).worstAvs.now).toMatchObject({ avs: known, exposedUsd: 30, mayBeAnother: true });
});

test("an operator's own stake by strategy stands for that of its delegators", async () => {
  await allocation({ by: from, tenths: 3, inDays: -20 });
  const network = await networkOf(database.db);
  const [one, other] = [network.operators.get(from), network.operators.get(to)];
  if (!one || !other) throw new Error("An operator is missing.");
  const move = moveBetween(network, one, other, stakeLike(network, one));
  expect(move?.worst.now).toMatchObject({ exposedUsd: 300, ofStakeRatio: 0.3 });
  expect(move?.worst.arrival).toMatchObject({ exposedUsd: 0, ofStakeRatio: 0 });
  expect(moveBetween(network, one, one, stakeLike(network, one))).toBeNull();
});

test("without allocations that were read, nothing is known to be out of reach", async () => {
  const move = await moved();
  expect(move.areExposuresKnown).toBe(false);
  expect(TIMES.map((time) => move.worst[time])).toEqual([null, null, null, null, null]);
  expect(move.strategies[0]?.parts.arrival).toBeNull();
});

test("splits are compared at each AVS that at least one operator may secure, and the other is not known to secure it", async () => {
  const avs = await allocation({ by: from, tenths: 3, inDays: -20 });
  const { splits } = await moved();
  expect(splits.areAvsRead).toBe(true);
  expect(splits.rows).toMatchObject([
    {
      address: avs,
      from: { avs: { bps: null }, sets: [{ setNumber: 0 }] },
      to: null,
    },
  ]);
});
