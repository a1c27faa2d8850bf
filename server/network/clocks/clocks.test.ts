import { describe, expect, test } from "vitest";
import { readClocks } from "./clocks";

type Facts = Parameters<typeof readClocks>[0];

const readAt = new Date("2026-07-06T00:00:00Z");
const block = 25_468_595;
const at = new Date("2026-07-05T00:00:00Z");
const checkpoint = {
  pipeline: "analytics",
  processedAt: at,
  blockNumber: block as number | null,
  metadata: null,
};
const slashing = {
  id: 1,
  operator: "0xa",
  operatorSet: "0xb-0",
  reason: null,
  eventId: null,
  transactionHash: null,
  amounts: [],
  blockNumber: 24_167_653,
  slashedAt: new Date("2026-01-05T09:45:47Z"),
};
const facts = (given: Partial<Facts> = {}): Facts => ({
  checkpoints: [],
  syncs: [],
  syncsV2: [],
  subgraphs: [],
  newestOperatorDays: [],
  dayBlocks: [],
  allocations: [],
  slashings: [],
  registrationEvents: [],
  newestValueDay: null,
  readAt,
  ...given,
});
const days = (day: string, blockNumber: number) => [{ day, blockNumber }];

describe("the block now", () => {
  test("is the greatest of checkpoint, snapshots and sync, and unknown where nothing says", () => {
    expect(readClocks(facts()).blockNow).toBeNull();
    expect(readClocks(facts({ checkpoints: [checkpoint] })).blockNow).toBe(block);
    expect(
      readClocks(facts({ checkpoints: [checkpoint], dayBlocks: days("2026-07-05", block + 10) })).blockNow,
    ).toBe(block + 10);
  });

  test("follows the snapshots where the checkpoint has block 0 and the time of the run", () => {
    const wall = { ...checkpoint, blockNumber: null, processedAt: readAt };
    const clocks = readClocks(
      facts({ checkpoints: [wall], dayBlocks: days("2026-07-05", block), slashings: [slashing] }),
    );
    expect(clocks.blockNow).toBe(block);
    expect(Math.abs((clocks.timeNow?.getTime() ?? 0) - at.getTime())).toBeLessThan(86_400_000);
    expect(clocks.reaches[0]?.at).toBeNull();
  });

  test("leaves out a block that the clock does not allow yet, and names it", () => {
    const late = { ...checkpoint, blockNumber: block + 1_000_000 };
    const clocks = readClocks(
      facts({ checkpoints: [late, checkpoint], slashings: [slashing], dayBlocks: days("2026-07-05", block) }),
    );
    expect(clocks.blockNow).toBe(block);
    expect(clocks.implausibleBlocks).toEqual([
      { part: "pipeline_checkpoints analytics", block: block + 1_000_000 },
    ]);
  });

  test("is not moved by one column of wrong blocks, nor by one table of wrong times", () => {
    const events = (shift: number) =>
      [1, 2, 3].map((day) => ({
        operator: "0xa",
        avs: "0xb",
        status: "REGISTERED",
        blockNumber: block - 7200 * day + shift,
        changedAt: new Date(at.getTime() - day * 86_400_000),
      }));
    const allocation = {
      operator: "0xa",
      operatorSet: "0xb-0",
      strategy: "0xc",
      magnitude: 1n,
      effectBlock: block,
      allocatedAt: new Date(at.getTime() - 86_400_000),
      allocatedAtBlock: block - 7200,
    };
    for (const shift of [60_000, -2_000_000]) {
      const clocks = readClocks(
        facts({
          registrationEvents: events(shift),
          allocations: [allocation],
          slashings: [slashing],
          checkpoints: [{ ...checkpoint, blockNumber: block + 60_000, processedAt: readAt }],
          newestOperatorDays: days("2026-07-05", block),
        }),
      );
      expect([shift, clocks.blockNow]).toEqual([shift, block]);
      expect(Math.abs((clocks.timeNow?.getTime() ?? 0) - at.getTime())).toBeLessThan(3_600_000);
    }
  });

  test("takes the checkpoint's time where it is that of its block", () => {
    expect(readClocks(facts({ checkpoints: [checkpoint], slashings: [slashing] })).timeNow).toEqual(at);
    const ofTheRun = { ...checkpoint, processedAt: new Date("2026-08-06T00:00:00Z") };
    const clocks = readClocks(
      facts({ checkpoints: [ofTheRun], slashings: [slashing], readAt: new Date("2026-09-01") }),
    );
    expect(Math.abs((clocks.timeNow?.getTime() ?? 0) - at.getTime())).toBeLessThan(86_400_000);
  });
});

test("the age of the data is the least that a part reaches", () => {
  const clocks = readClocks(
    facts({
      checkpoints: [checkpoint],
      slashings: [slashing],
      newestOperatorDays: [{ day: "2026-06-20", blockNumber: block - 15 * 7200 }],
      newestValueDay: "2026-07-04",
    }),
  );
  expect(clocks.blockNow).toBe(block);
  expect(clocks.dataAt).toEqual(new Date("2026-06-20T00:00:00Z"));
});
