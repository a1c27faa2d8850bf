import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAnalyticsTestDatabase } from "@/db/testing/databases";
import { lateHabits, unknownClock } from "@/db/testing/habits/clocks";
import type { Habit } from "@/db/testing/habits/habit";
import { inWorld } from "@/db/testing/habits/in-world";
import { dropped, emptied } from "@/db/testing/habits/tables";
import { blockAgo, everybody, who, worldBlock, worldReadAt, worldTime } from "@/db/testing/habits/world";
import { writeWorld } from "@/db/testing/habits/write-world";
import { answersOf } from "../testing/answers";
import { networkOf } from "../testing/context";

let database: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;

beforeAll(async () => {
  database = await createAnalyticsTestDatabase();
  await writeWorld(database.owner);
});
afterAll(() => database.drop());

const ASKED = [
  "network.freshness",
  "network.data",
  "network.overview",
  "operators.counts",
  "operators.overview",
  "operators.commission.rates",
  "operators.commission.summary",
  "operators.allocations.pending",
  "operators.allocations.list",
  "operators.avs.summary",
  "slashing.counts",
];
const answersAfter = (...habits: Habit[]) =>
  inWorld(
    database.owner,
    async (db) => {
      for (const habit of habits) await habit(db);
    },
    async (db) =>
      (await answersOf(db, await networkOf(db, worldReadAt), everybody, (path) =>
        ASKED.includes(path),
      )) as Record<
        string,
        // biome-ignore lint/suspicious/noExplicitAny: answers of several procedures
        any
      >,
  );
const daysBefore = (days: number) => new Date(worldTime.getTime() - days * 86_400_000);
const beforeChange = { effectiveBps: 1000, pendingFromBps: 1000, pendingBps: 1500 };

describe("pending or in effect is decided by the greatest known block, the age by the least:", () => {
  test("one of two checkpoints is late", async () => {
    const answers = await answersAfter(lateHabits.checkpoint);
    expect(answers["network.freshness"]).toMatchObject({
      blockNumber: worldBlock,
      processedAt: daysBefore(2),
      lateParts: ["pipeline_checkpoints events"],
    });
    expect(answers[`operators.commission.rates ${who.pending}`]).toMatchObject([beforeChange]);
  });

  test("a sync row is in error, a million blocks behind", async () => {
    const answers = await answersAfter(lateHabits.syncRow);
    const { blockNumber, processedAt, lateParts } = answers["network.freshness"];
    expect(blockNumber).toBe(worldBlock);
    expect(lateParts).toEqual(["pipeline_sync_status events Slashing"]);
    expect(Math.abs(processedAt.getTime() - daysBefore(1_000_000 / 7200).getTime())).toBeLessThan(86_400_000);
    expect(answers["network.data"].parts).toContainEqual(
      expect.objectContaining({ part: "pipeline_sync_status events Slashing", isLate: true }),
    );
  });

  test("a checkpoint in the future is left out, and named", async () => {
    const answers = await answersAfter(lateHabits.future);
    expect(answers["network.freshness"]).toMatchObject({ blockNumber: worldBlock, processedAt: worldTime });
    expect(answers["network.data"].implausible).toContainEqual({
      table: "pipeline_checkpoints events",
      column: `block ${worldBlock + 60_000}`,
      count: 1,
    });
  });

  test("snapshots stop while the state goes on", async () => {
    const answers = await answersAfter(lateHabits.snapshots);
    expect(answers["network.freshness"]).toMatchObject({
      blockNumber: worldBlock,
      processedAt: daysBefore(30),
      lateParts: ["operator_daily_snapshots", "network_daily_aggregates", "historical_tvs_snapshots"],
    });
    expect(answers["network.overview"].now).toMatchObject({ tvsUsd: 1380, blockNumber: worldBlock });
  });

  test("a sync row is the only one that says how far the chain was read", async () => {
    const answers = await answersAfter(lateHabits.syncRowAlone);
    expect(answers["network.freshness"]).toMatchObject({ blockNumber: worldBlock, processedAt: worldTime });
    expect(answers[`operators.commission.rates ${who.pending}`]).toMatchObject([beforeChange]);
    expect(answers[`operators.overview ${who.steady}`]).toMatchObject({ commissionBps: 500 });
  });
});

describe("before anything says how far the chain was read", () => {
  test("both values of a pending change stand, and it is not known which is in force", async () => {
    const answers = await answersAfter(unknownClock);
    expect(answers[`operators.commission.rates ${who.pending}`]).toMatchObject([
      { effectiveBps: null, pendingFromBps: 1000, pendingBps: 1500, pendingAt: daysBefore(-3) },
    ]);
    expect(answers[`operators.commission.summary ${who.pending}`]).toMatchObject({ currentBps: null });
    expect(answers[`operators.allocations.pending ${who.pending}`]).toMatchObject([
      { heldRatio: 0.2, ratio: 0.6, allocatedUsd: 60, effectBlock: blockAgo(-7) },
    ]);
    expect(answers[`operators.allocations.list ${who.pending}`]).toMatchObject([
      { slashability: "up-to", reason: "clock-unknown", allocatedUsd: null },
    ]);
  });

  test("its age is no younger than its newest day, and unknown without one", async () => {
    expect((await answersAfter(unknownClock))["network.freshness"]).toMatchObject({
      blockNumber: null,
      processedAt: worldTime,
    });
    const without = await answersAfter(unknownClock, emptied("historical_tvs_snapshots"));
    expect(without["network.freshness"]).toMatchObject({ blockNumber: null, processedAt: null });
  });

  test("an operator that secures an AVS through its set alone is not said to secure none, and is counted", async () => {
    const answers = await answersAfter(unknownClock);
    expect(answers[`operators.overview ${who.bySet}`]).toMatchObject({
      isActive: null,
      avsCount: null,
      unknownAvsCount: 1,
    });
    expect(answers["operators.counts"]).toMatchObject({ activeCount: 3, activityUnknownCount: 1 });
    expect(answers[`operators.avs.summary ${who.bySet}`]).toMatchObject({
      activeCount: null,
      unknownCount: 1,
      leastSplitBps: null,
      mostSplitBps: null,
    });
  });
});

describe("nothing is said to be nothing before it was read:", () => {
  test("delegated stake", async () => {
    const habit = emptied("operator_delegator_shares", "operator_strategy_state");
    expect((await answersAfter(habit))["operators.counts"]).toMatchObject({
      totalCount: 5,
      stakedCount: null,
    });
    const worthless = emptied("token_price_history");
    expect((await answersAfter(worthless))["operators.counts"]).toMatchObject({ stakedCount: 5 });
  });

  test("slashings", async () => {
    const none = await answersAfter(emptied("operator_slashing_incidents"));
    expect(none["slashing.counts"]).toMatchObject({ totalCount: 0, lostUsd: 0 });
    expect(none[`operators.overview ${who.steady}`]).toMatchObject({ slashingCount: 0 });
    for (const unread of [dropped("operator_slashing_incidents"), emptied("operators")]) {
      const answers = await answersAfter(unread);
      expect(answers["slashing.counts"]).toMatchObject({
        totalCount: null,
        operatorCount: null,
        lostUsd: null,
      });
      expect(answers["network.overview"].now.slashingCount).toBeNull();
    }
    expect(
      (await answersAfter(dropped("operator_slashing_incidents")))[`operators.overview ${who.steady}`],
    ).toMatchObject({
      slashingCount: null,
    });
  });
});
