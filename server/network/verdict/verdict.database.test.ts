import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertAllocationDay, insertRegistrationEvent, insertValueDay } from "@/db/testing/exposure";
import { insertAvs, insertCheckpoint, insertOperatorStrategy, insertRegistration } from "@/db/testing/rows";
import {
  insertAllocation,
  insertCommissionChange,
  insertDelegator,
  insertDollarStrategy,
  insertOperatorSet,
  insertSlash,
  insertStaked,
} from "@/db/testing/stake";
import { networkOf } from "../../testing/context";
import type { ChainFacts } from "../chain-facts";
import { judge } from "./judge";
import { operatorVerdict } from "./operator-verdict";
import { THRESHOLDS } from "./thresholds";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());

const NOW_BLOCK = 25_468_595;
const NATIVE_ETH = "0xbeac0eeeeeeeeeeeeeeeeeeeeeeeeeeeeeebeac0";
/** Two real sets of the file of known sets: the one redistributes to its AVS, the other burns. */
const REDISTRIBUTING = "0x12b75d5ed35320b33daf37f90ff0f6d31796cc3d-0";
const BURNING = "0x06f682439e6893a96d70b45f66ffb9ac6fd0f593-0";
const DAY = 7200;
const NOTHING_ON_CHAIN: ChainFacts = {
  chainId: 1,
  readAtBlock: NOW_BLOCK,
  readAt: new Date("2026-07-05T00:00:00Z"),
  delays: new Map(),
  sets: new Map(),
  memberships: new Map(),
  setCounts: new Map(),
};

let strategy: string;
let nextOperator = 1;
/** A network in which every table of acts was read, with another operator in it. */
beforeEach(async () => {
  await database.empty();
  const { owner } = database;
  await insertCheckpoint(owner);
  strategy = (await insertDollarStrategy(owner)).address;
  const { address } = await insertStaked(owner, strategy, { usd: 1, name: "Another" });
  const avs = (await insertAvs(owner)).address;
  const { id } = await insertOperatorSet(owner, avs, 0);
  await insertAllocation(owner, address, id, strategy, { magnitude: "1" });
  await insertAllocationDay(
    owner,
    { operatorId: address, operatorSetId: id, strategyId: strategy },
    { snapshotDate: "2025-12-01", snapshotBlock: 23_000_000, magnitude: "1" },
  );
  await insertRegistration(owner, address, avs);
  await insertRegistrationEvent(owner, address, avs, { statusChangedAt: "2025-01-01 00:00:00" });
  await insertCommissionChange(owner, address);
});

/** An operator with $100 in a strategy, whose own acts are long ago unless it allocates. */
const staked = async (usd = 100, held = strategy, more = {}) =>
  (
    await insertStaked(database.owner, held, {
      usd,
      address: `0x0a${String(nextOperator++).padStart(38, "0")}`,
      ...more,
    })
  ).address;

/** Allocates a part of a stake, announced so many days before it counted. */
async function allocate(
  operator: string,
  {
    delayDays = 15,
    part = 0.1,
    set = null as string | null,
    isMember = true as boolean | null,
    held = strategy,
  } = {},
) {
  const { owner } = database;
  const avs = set?.slice(0, set.indexOf("-")) ?? (await insertAvs(owner)).address;
  if (set) await insertAvs(owner, { address: avs });
  const { id } = await insertOperatorSet(owner, avs, 0);
  const announced = NOW_BLOCK - 60 * DAY;
  await insertAllocation(owner, operator, id, held, {
    magnitude: String(BigInt(Math.round(part * 1e6)) * 10n ** 12n),
    allocatedAt: "2026-05-06 00:00:00",
    allocatedAtBlock: announced,
    effectBlock: announced + delayDays * DAY,
  });
  const ids = { operatorId: operator, operatorSetId: id, strategyId: held };
  await insertAllocationDay(owner, ids, {
    snapshotDate: "2026-01-01",
    snapshotBlock: announced - 1000,
    magnitude: "0",
  });
  await insertRegistration(owner, operator, avs, {
    activeOperatorSetIds: isMember === null ? null : isMember ? [id] : [],
  });
  return { avs, id };
}

const slash = (operator: string, ratio: number, set: string, row = {}) =>
  insertSlash(database.owner, operator, strategy, String(BigInt(Math.round(ratio * 1e6)) * 10n ** 12n), {
    operatorSetId: set,
    slashedAt: "2026-01-05 09:45:47",
    slashedAtBlock: 24_167_653,
    transactionHash: "0x1",
    ...row,
  });

const verdictOf = async (operator: string) => {
  const found = (await networkOf(database.db)).verdicts.get(operator);
  if (!found) throw new Error("no verdict");
  return found;
};

describe("an operator that was never slashed", () => {
  test("has no red flag with a delay of 20 days and a tenth of its stake allocated", async () => {
    const operator = await staked();
    await allocate(operator, { delayDays: 20 });
    const { word, answeredCount, gates } = await verdictOf(operator);
    expect({ word, answeredCount }).toEqual({ word: "no-red-flag", answeredCount: 6 });
    expect(gates.exit).toMatchObject({ marginBlocks: 6 * DAY, delaySource: "observed", passes: true });
  });

  test("passes with a delay of exactly 14 days, and fails with one of a block less", async () => {
    const [exact, shorter] = [await staked(), await staked()];
    await allocate(exact, { delayDays: 14 });
    await allocate(shorter, { delayDays: 14 - 1 / DAY });
    const [at, below] = [await verdictOf(exact), await verdictOf(shorter)];
    expect(at).toMatchObject({ word: "no-red-flag", gates: { exit: { marginBlocks: 0, passes: true } } });
    expect(below).toMatchObject({
      word: "slashable-before-leaving",
      gates: { exit: { marginBlocks: -1, passes: false } },
    });
  });

  test("can be slashed before anybody can leave with a delay of 0 and a token that can be redistributed", async () => {
    const operator = await staked();
    await allocate(operator, { delayDays: 0 });
    expect((await verdictOf(operator)).word).toBe("slashable-before-leaving");
  });

  test("is a caution with a delay of 0 and native ether alone, which can be burned but not redistributed", async () => {
    const { owner } = database;
    const ether = (await insertDollarStrategy(owner, "ETH", NATIVE_ETH)).address;
    const operator = await staked(100, ether);
    await allocate(operator, { delayDays: 0, held: ether });
    const { word, gates } = await verdictOf(operator);
    expect(word).toBe("no-red-flag");
    expect(gates.exit).toMatchObject({ passes: true, isCaution: true });
    await insertDelegator(owner, operator, { shares: [{ strategy, shares: String(20n * 10n ** 18n) }] });
    expect((await verdictOf(operator)).word).toBe("slashable-before-leaving");
  });

  test("keeps no red flag where only its delay is not known: it never allocated", async () => {
    const operator = await staked();
    await insertRegistration(database.owner, operator, (await insertAvs(database.owner)).address);
    const { word, answeredCount, gates } = await verdictOf(operator);
    expect({ word, answeredCount }).toEqual({ word: "no-red-flag", answeredCount: 5 });
    expect(gates.exit).toMatchObject({ passes: null, isNothingAllocated: true });
  });

  test("does not pass without a delay, even if all that it holds can only be burned", async () => {
    const ether = (await insertDollarStrategy(database.owner, "ETH", NATIVE_ETH)).address;
    const operator = await staked(100, ether);
    await insertRegistration(database.owner, operator, (await insertAvs(database.owner)).address);
    const { word, answeredCount, gates } = await verdictOf(operator);
    expect({ word, answeredCount }).toEqual({ word: "no-red-flag", answeredCount: 5 });
    expect(gates.exit).toMatchObject({ passes: null, isRedistributable: false, isNothingAllocated: true });
  });

  test("may have a set of its own where allocations were not read, whatever delay the chain tells", async () => {
    const operator = await staked();
    const delay = {
      allocationDelayBlocks: 20 * DAY,
      isDelaySet: true,
      isPendingKnown: true,
      pendingDelayBlocks: null,
      pendingEffectBlock: null,
      readAtBlock: NOW_BLOCK,
    };
    const chain = { ...NOTHING_ON_CHAIN, delays: new Map([[operator, delay]]) };
    const passes = async () =>
      (await networkOf(database.db, new Date(), chain)).verdicts.get(operator)?.gates.exit.passes;
    expect(await passes()).toBe(true);
    await database.owner.execute("DELETE FROM operator_allocations");
    expect(await passes()).toBeNull();
  });

  test("does not pass where an AVS can slash nothing of one strategy, and a part of another that is not known", async () => {
    const { owner } = database;
    const worthless = (await insertDollarStrategy(owner, "OTHER")).address;
    const operator = await staked();
    await insertDelegator(owner, operator, { shares: [{ strategy: worthless, shares: "0" }] });
    await insertOperatorStrategy(owner, operator, worthless, { maxMagnitude: String(10n ** 18n) });
    const { id } = await allocate(operator, { held: worthless });
    await insertAllocation(owner, operator, id, strategy, {
      magnitude: "100000000000000000",
      allocatedAtBlock: NOW_BLOCK - 1,
      effectBlock: NOW_BLOCK + 20 * DAY,
    });
    expect((await verdictOf(operator)).gates.worstAvs).toMatchObject({
      passes: null,
      now: { bounds: { least: 0, most: 1 } },
    });
  });

  test("is exposed when one AVS can slash more than half, and not enough is known when it only may", async () => {
    const operator = await staked();
    const { id, avs } = await allocate(operator, { part: 0.6 });
    expect((await verdictOf(operator)).word).toBe("exposed");
    await database.owner.execute(`UPDATE operator_avs_relationships SET active_operator_set_ids = NULL
      WHERE operator_id = '${operator}' AND avs_id = '${avs}'`);
    const { word, gates } = await verdictOf(operator);
    expect(word).toBe("not-enough-known");
    expect(gates.worstAvs).toMatchObject({ passes: null, now: { bounds: { least: 0, most: 0.6 } } });
    expect(gates.coverage.failing).toEqual(["worst-avs"]);
    expect(id).toContain(avs);
  });

  test("is exposed by the AVS that surely can slash too much, not by one that may slash more", async () => {
    const operator = await staked();
    const sure = await allocate(operator, { part: 0.6 });
    const unsure = await allocate(operator, { part: 0.7, isMember: null });
    const { word, gates } = await verdictOf(operator);
    expect(word).toBe("exposed");
    expect(gates.worstAvs).toMatchObject({
      passes: false,
      deciding: { avs: sure.avs, isAnnounced: false, bounds: { least: 0.6, most: 0.6 } },
      now: { avs: unsure.avs, bounds: { least: 0, most: 0.7 } },
    });
  });

  test("is silent after a year without an act and without an AVS, while it holds stake", async () => {
    const operator = await staked();
    const { word, gates } = await verdictOf(operator);
    expect(word).toBe("silent");
    expect(gates.acts).toMatchObject({ last: { kind: "registration" }, passes: false });
    await insertCommissionChange(database.owner, operator, { changedAt: "2026-06-01 00:00:00" });
    expect((await verdictOf(operator)).word).toBe("no-red-flag");
  });

  test("is not known to be silent where a table of acts was not read", async () => {
    const operator = await staked();
    await database.owner.execute("DELETE FROM operator_commission_history");
    const { word, gates } = await verdictOf(operator);
    expect(gates.acts.passes).toBeNull();
    expect(word).toBe("no-red-flag");
  });

  test("is too new to tell before 30 days", async () => {
    const operator = await staked(100, strategy, { state: { registeredAt: "2026-06-20 00:00:00" } });
    const { word, gates } = await verdictOf(operator);
    expect(word).toBe("not-enough-known");
    expect(gates.coverage.failing).toEqual(["history"]);
    expect(gates.coverage.historyDayCount).toBeLessThan(30);
  });
});

describe("an operator that was slashed", () => {
  const valued = (operator: string, valueUsd: string | null, row = {}) =>
    insertValueDay(database.owner, operator, strategy, {
      snapshotDate: "2026-01-04",
      shares: String(100n * 10n ** 18n),
      tvsUsd: valueUsd,
      ...row,
    });
  const lower = (operator: string, left: string) =>
    insertOperatorStrategy(database.owner, operator, strategy, {
      maxMagnitude: left,
      maxMagnitudeUpdatedBlock: 24_167_653n,
    } as never);

  test("lost most to a recipient, or burned, by the set that took it", async () => {
    const operator = await staked();
    await valued(operator, "100");
    await slash(operator, 0.6, REDISTRIBUTING);
    await lower(operator, "400000000000000000");
    expect(await verdictOf(operator)).toMatchObject({
      word: "stake-redistributed",
      gates: {
        slashed: { lostRatio: 0.6, strategies: [{ day: "2026-01-04", basis: "day", ofValueRatio: 1 }] },
      },
    });
    const other = await staked();
    await valued(other, "100");
    await slash(other, 0.6, BURNING);
    await lower(other, "400000000000000000");
    expect((await verdictOf(other)).word).toBe("stake-burned");
  });

  test("was slashed where less than half was lost, for ever", async () => {
    const operator = await staked();
    await valued(operator, "100");
    await slash(operator, 0.1, REDISTRIBUTING);
    const { word, gates } = await verdictOf(operator);
    expect(word).toBe("was-slashed");
    expect(gates.slashed).toMatchObject({ passes: false, isMostLost: false, outcome: null });
  });

  test("its strategy decides alone from a tenth of its value on", async () => {
    const other = (await insertDollarStrategy(database.owner, "OTHER")).address;
    const operator = await staked();
    await valued(operator, "9");
    await insertValueDay(database.owner, operator, other, { snapshotDate: "2026-01-04", tvsUsd: "91" });
    await slash(operator, 1, REDISTRIBUTING);
    expect((await verdictOf(operator)).word).toBe("was-slashed");
    await database.owner.execute(`UPDATE historical_tvs_snapshots SET tvs_usd = 90 WHERE tvs_usd = 91`);
    await database.owner.execute(`UPDATE historical_tvs_snapshots SET tvs_usd = 10 WHERE tvs_usd = 9`);
    expect((await verdictOf(operator)).word).toBe("stake-redistributed");
  });

  test("lost parts of one stake: what an earlier slash took makes a later one no larger", async () => {
    const { owner } = database;
    const other = (await insertDollarStrategy(owner, "OTHER")).address;
    const operator = await staked();
    for (const day of ["2026-01-04", "2026-02-04"])
      for (const held of [strategy, other])
        await insertValueDay(owner, operator, held, {
          snapshotDate: day,
          shares: String(50n * 10n ** 18n),
          tvsUsd: "50",
        });
    await slash(operator, 0.45, REDISTRIBUTING);
    await insertSlash(owner, operator, other, "450000000000000000", {
      operatorSetId: REDISTRIBUTING,
      slashedAt: "2026-02-05 09:45:47",
      slashedAtBlock: 24_390_853,
      transactionHash: "0x2",
    });
    const { word, gates } = await verdictOf(operator);
    expect(gates.slashed.lostRatio).toBeCloseTo(0.45, 9);
    expect(gates.slashed.strategies.map(({ ofValueRatio }) => ofValueRatio)).toEqual([
      expect.closeTo(50 / 77.5, 9),
      expect.closeTo(0.5, 9),
    ]);
    expect(word).toBe("was-slashed");
  });

  test("is weighed by shares where the day has no value, and by none where shares may be lowered", async () => {
    const operator = await staked();
    await valued(operator, null);
    await slash(operator, 0.6, REDISTRIBUTING);
    expect((await verdictOf(operator)).gates.slashed).toMatchObject({
      isMostLost: true,
      strategies: [{ day: "2026-01-04", basis: "shares", ofValueRatio: 1 }],
    });
    await database.owner.execute("DELETE FROM historical_tvs_snapshots");
    await database.owner.execute("UPDATE operator_delegator_shares SET shares_updated_block = 24167000");
    expect((await verdictOf(operator)).gates.slashed).toMatchObject({
      isMostLost: true,
      strategies: [{ day: null, basis: "shares", ofValueRatio: 1 }],
    });
    await database.owner.execute("UPDATE operator_delegator_shares SET shares_updated_block = 24167653");
    const { word, gates } = await verdictOf(operator);
    expect(word).toBe("was-slashed");
    expect(gates.slashed).toMatchObject({ isMostLost: null, lostRatio: null });
  });

  test("cannot hide what it lost behind a token without a price", async () => {
    const spam = (await insertDollarStrategy(database.owner, "SPAM")).address;
    await database.owner.execute(`DELETE FROM token_price_history WHERE token_address =
      (SELECT underlying_token FROM strategy_exchange_rates WHERE strategy_address = '${spam}')`);
    const operator = await staked();
    await valued(operator, "100");
    await insertValueDay(database.owner, operator, spam, { snapshotDate: "2026-01-04", tvsUsd: null });
    await slash(operator, 0.6, REDISTRIBUTING);
    expect((await verdictOf(operator)).word).toBe("stake-redistributed");
  });

  test("gets no allocation delay of 0 from the row that its slash wrote", async () => {
    const operator = await staked();
    await valued(operator, "100");
    await slash(operator, 0.1, REDISTRIBUTING);
    await insertAllocation(database.owner, operator, REDISTRIBUTING, strategy, {
      magnitude: "400000000000000000",
      allocatedAtBlock: 24_167_653,
      effectBlock: 24_167_653,
    });
    const { exit } = (await verdictOf(operator)).gates;
    expect(exit).toMatchObject({ delayBlocks: null, upperBound: null, passes: null });
    expect((await verdictOf(operator)).gates.acts.last).toMatchObject({ kind: "registration" });
  });

  test("was not slashed by a slashing that skipped every strategy", async () => {
    const operator = await staked();
    await slash(operator, 0, REDISTRIBUTING);
    const { word, gates } = await verdictOf(operator);
    expect(gates.slashed).toMatchObject({ passes: true, lostRatio: 0, isMostLost: false });
    expect(word).not.toBe("was-slashed");
  });

  test("lost a part that is not known where the amounts of a slashing were not read", async () => {
    const operator = await staked();
    await valued(operator, "100");
    await slash(operator, 0.1, REDISTRIBUTING);
    await database.owner.execute("DELETE FROM operator_slashing_amounts");
    const network = await networkOf(database.db);
    const found = network.operators.get(operator);
    if (!found) throw new Error("no operator");
    const { word, slashed } = operatorVerdict(network, found);
    expect(word).toBe("was-slashed");
    expect(slashed).toMatchObject({ passes: false, lostRatio: null, isMostLost: null, lostUsd: null });
    expect(slashed.avs).toMatchObject([{ outcomes: ["not-known"], isAvsItself: false }]);
  });

  test("lost tokens to a recipient, and ether to nobody, by one redistributing set", async () => {
    const ether = (await insertDollarStrategy(database.owner, "ETH", NATIVE_ETH)).address;
    const operator = await staked();
    await slash(operator, 0.1, REDISTRIBUTING);
    await insertSlash(database.owner, operator, ether, "100000000000000000", {
      operatorSetId: REDISTRIBUTING,
      transactionHash: "0x2",
    });
    const network = await networkOf(database.db);
    const found = network.operators.get(operator);
    if (!found) throw new Error("no operator");
    expect(operatorVerdict(network, found).slashed.avs).toMatchObject([
      { outcomes: ["burned", "redistributed"], isAvsItself: true },
    ]);
  });

  test("is not known to be unslashed where slashings were not read", async () => {
    const operator = await staked();
    await database.owner.execute("ALTER TABLE operator_slashing_incidents RENAME TO hidden");
    try {
      const { word, gates } = await verdictOf(operator);
      expect(word).toBe("not-enough-known");
      expect(gates.slashed.passes).toBeNull();
      expect(gates.coverage.failing).toContain("slashings");
    } finally {
      await database.owner.execute("ALTER TABLE hidden RENAME TO operator_slashing_incidents");
    }
  });
});

test("judges today's facts by the thresholds of another version", async () => {
  const operator = await staked();
  await allocate(operator, { part: 0.3 });
  const network = await networkOf(database.db);
  const found = network.operators.get(operator);
  if (!found) throw new Error("no operator");
  expect(judge(network, found).word).toBe("no-red-flag");
  expect(judge(network, found, { ...THRESHOLDS, version: 3, worstAvsRatio: 0.25 })).toMatchObject({
    word: "exposed",
    version: 3,
  });
});
