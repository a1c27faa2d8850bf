import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { insertAllocationDay, insertValueDay } from "@/db/testing/exposure";
import {
  insertAvs,
  insertCheckpoint,
  insertNetworkDay,
  insertOperator,
  insertOperatorStrategy,
} from "@/db/testing/rows";
import {
  insertAllocation,
  insertDelegator,
  insertDollarStrategy,
  insertOperatorSet,
  insertSlash,
} from "@/db/testing/stake";
import { contextFor, networkOf } from "../testing/context";
import { createCallerFactory } from "../trpc/procedure";
import { appRouter } from "../trpc/router";

const LAST_BLOCK = 25_468_595;
const DAYS = [1, 2, 3, 4, 5];
const dayOf = (day: number) => `2026-07-0${day}`;
const blockOf = (day: number) => LAST_BLOCK - (5 - day) * 7200;
/** Returns the time of a block, at twelve seconds a block. */
const timeOf = (block: number) =>
  new Date(Date.parse("2026-07-05T00:00:00Z") - (LAST_BLOCK - block) * 12_000).toISOString().slice(0, -1);
const part = (percent: number) => String(BigInt(percent) * 10n ** 16n);

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.empty();
  await insertCheckpoint(database.owner);
  for (const day of DAYS)
    await insertNetworkDay(database.owner, {
      snapshotDate: dayOf(day),
      snapshotBlock: blockOf(day),
      totalTvs: "1",
    });
});

/** Inserts an operator that has `millions` of dollars in a strategy on every day. */
async function operatorWith(strategy: string, millions: number) {
  const operator = (await insertOperator(database.owner)).address;
  const shares = String(BigInt(millions) * 10n ** 24n);
  await insertDelegator(database.owner, operator, {
    shares: [{ strategy, shares, writtenBlock: blockOf(1) - 9000 }],
  });
  for (const day of DAYS)
    await insertValueDay(database.owner, operator, strategy, {
      snapshotDate: dayOf(day),
      shares,
      tvsUsd: String(millions * 1e6),
    });
  return operator;
}

/** A change of an allocation, in percent of the magnitude. */
interface Change {
  millions: number;
  before: number;
  after: number;
  announcedBlock: number;
  effectBlock: number;
}

/** Writes an allocation as the pipeline does: every day holds the announced target. */
async function write(ids: { operatorId: string; operatorSetId: string; strategyId: string }, change: Change) {
  for (const day of DAYS) {
    const percent = blockOf(day) < change.announcedBlock ? change.before : change.after;
    await insertAllocationDay(database.owner, ids, {
      snapshotDate: dayOf(day),
      snapshotBlock: blockOf(day),
      magnitude: part(percent),
      magnitudeUsd: String((change.millions * 1e6 * percent) / 100),
    });
  }
  await insertAllocation(database.owner, ids.operatorId, ids.operatorSetId, ids.strategyId, {
    magnitude: part(change.after),
    allocatedAt: timeOf(change.announcedBlock),
    allocatedAtBlock: change.announcedBlock,
    effectBlock: change.effectBlock,
  });
}

/** Returns the allocated value of each day, recounted from the rule alone. */
const recount = (changes: Change[]) =>
  DAYS.map((day) =>
    changes.reduce(
      (sum, { millions, before, after, effectBlock }) =>
        sum + (millions * (blockOf(day) >= effectBlock ? after : before)) / 100,
      0,
    ),
  );

async function ask() {
  const network = await networkOf(database.db);
  const context = contextFor("PRO", { analytics: database.db, user: undefined as never, network });
  return createCallerFactory(appRouter)(context).analytics;
}
const millions = (days: { allocatedUsd: number | null }[]) =>
  days.map(({ allocatedUsd }) => (allocatedUsd === null ? null : Math.round(allocatedUsd) / 1e6));

test("counts an announced rise and an announced fall from their effect blocks, of sets that no table knows too", async () => {
  const { owner, sql } = database;
  const strategy = (await insertDollarStrategy(owner, "DOLLAR")).address;
  const avs = (await insertAvs(owner)).address;
  const [first, second] = [await insertOperatorSet(owner, avs, 0), await insertOperatorSet(owner, avs, 1)];
  const rise = {
    millions: 40,
    before: 20,
    after: 50,
    announcedBlock: blockOf(3) - 100,
    effectBlock: blockOf(5),
  };
  const fall = {
    millions: 10,
    before: 30,
    after: 0,
    announcedBlock: blockOf(2) - 100,
    effectBlock: LAST_BLOCK + 900,
  };
  const riser = await operatorWith(strategy, rise.millions);
  const faller = await operatorWith(strategy, fall.millions);
  await write({ operatorId: riser, operatorSetId: first.id, strategyId: strategy }, rise);
  await write({ operatorId: faller, operatorSetId: second.id, strategyId: strategy }, fall);
  await sql`update operator_sets set avs_id = ${(await insertAvs(owner)).address}`;
  const api = await ask();
  const asked = { range: "all" as const };
  expect(recount([rise])).toEqual([8, 8, 8, 8, 20]);
  expect(recount([fall])).toEqual([3, 3, 3, 3, 3]);
  expect(millions(await api.operators.allocations.history({ address: riser, ...asked }))).toEqual(
    recount([rise]),
  );
  expect(millions(await api.operators.allocations.history({ address: faller, ...asked }))).toEqual(
    recount([fall]),
  );
  expect(millions(await api.avs.allocated({ address: avs, ...asked }))).toEqual(recount([rise, fall]));
});

test("does not know what a magnitude above the maximum of its day was worth", async () => {
  const { owner } = database;
  const strategy = (await insertDollarStrategy(owner, "DOLLAR")).address;
  const avs = (await insertAvs(owner)).address;
  const { id } = await insertOperatorSet(owner, avs);
  const operator = await operatorWith(strategy, 100);
  await insertSlash(owner, operator, strategy, part(50), {
    operatorSetId: id,
    slashedAt: `${dayOf(2)} 12:00:00`,
    slashedAtBlock: blockOf(2) + 3600,
  });
  await insertOperatorStrategy(owner, operator, strategy, {
    maxMagnitude: part(50),
    maxMagnitudeUpdatedBlock: blockOf(2) + 3600,
  });
  const change = {
    millions: 100,
    before: 80,
    after: 25,
    announcedBlock: blockOf(5) - 1,
    effectBlock: blockOf(5) - 1,
  };
  await write({ operatorId: operator, operatorSetId: id, strategyId: strategy }, change);
  const api = await ask();
  // On 2 July half of the stake was slashed: 80 of the remaining 50 is impossible, 25 of 50 is half of it.
  for (const days of [
    await api.operators.allocations.history({ address: operator, range: "all" }),
    await api.avs.allocated({ address: avs, range: "all" }),
  ])
    expect(millions(days)).toEqual([80, 80, null, null, 25]);
});
