import { describe, expect, test } from "vitest";
import { blockAtTime, greatestBlock, lateParts, leastReach, plausiblePairs, timeOfBlock } from "./clock";

const wall = new Date("2026-07-05T12:00:00Z");
const at = (text: string) => new Date(text);
const pairs = [{ blockNumber: 25_468_595, at: at("2026-07-05T00:00:00Z") }];

describe("the block that decides pending or in effect", () => {
  test("is the greatest known; 0 is no block", () => {
    const blocks = [
      { part: "pipeline_checkpoints", blockNumber: 0 },
      { part: "operator_daily_snapshots", blockNumber: 25_468_595 },
      { part: "pipeline_sync_status", blockNumber: 25_470_000 },
      { part: "subgraph_health_status", blockNumber: null },
    ];
    expect(greatestBlock(blocks, pairs, wall)).toEqual({
      blockNumber: 25_470_000,
      part: "pipeline_sync_status",
      leftOut: [],
    });
  });

  test("leaves out a block that the newest earlier pair and the wall clock do not allow yet", () => {
    const found = greatestBlock(
      [
        { part: "snapshots", blockNumber: 25_468_595 },
        { part: "sync", blockNumber: 25_468_595 + 3600 },
        { part: "broken", blockNumber: 99_000_000 },
      ],
      pairs,
      wall,
    );
    expect(found.blockNumber).toBe(25_472_195);
    expect(found.leftOut).toEqual([{ part: "broken", blockNumber: 99_000_000 }]);
  });

  test("is unknown where nothing is known", () => {
    expect(greatestBlock([{ part: "checkpoints", blockNumber: 0 }], [], wall).blockNumber).toBeNull();
  });

  test("a pair in the future, at block 0 or ahead of its own time is no pair", () => {
    const kept = plausiblePairs(
      [
        ...pairs,
        { blockNumber: 0, at: at("2026-01-01T00:00:00Z") },
        { blockNumber: 26_000_000, at: at("2026-08-01T00:00:00Z") },
        { blockNumber: 99_000_000, at: at("2026-07-05T01:00:00Z") },
        { blockNumber: 5, at: new Date(Number.NaN) },
      ],
      wall,
    );
    expect(kept).toEqual(pairs);
  });
});

describe("the time of a block", () => {
  const two = [{ blockNumber: 1000, at: new Date(0) }, ...pairs];

  test("is that of the nearest known one and 12 seconds a block, both ways", () => {
    expect(timeOfBlock(25_468_600, two)).toEqual(at("2026-07-05T00:01:00Z"));
    expect(timeOfBlock(990, two)).toEqual(new Date(-120_000));
    expect(timeOfBlock(1, [])).toBeNull();
  });

  test("and back: a departure's time becomes a block", () => {
    expect(blockAtTime(at("2026-07-04T00:00:00Z"), two)).toBe(25_468_595 - 7200);
    expect(blockAtTime(wall, [])).toBeNull();
  });
});

describe("the age of the data", () => {
  const reaches = [
    { part: "checkpoints", at: at("2026-07-05T00:00:00Z") },
    { part: "snapshots", at: at("2026-07-01T00:00:00Z") },
    { part: "sync", at: null },
    { part: "broken", at: at("2027-01-01T00:00:00Z") },
  ];

  test("is the least that its parts reach; a part in the future says nothing", () => {
    expect(leastReach(reaches, wall)).toEqual({
      at: at("2026-07-01T00:00:00Z"),
      part: "snapshots",
      unknownParts: ["sync"],
      futureParts: ["broken"],
    });
    expect(leastReach([{ part: "sync", at: null }], wall).at).toBeNull();
  });

  test("says which part is late", () => {
    expect(lateParts(reaches.slice(0, 3), 86_400_000)).toEqual(["snapshots"]);
    expect(lateParts([], 1)).toEqual([]);
  });
});
