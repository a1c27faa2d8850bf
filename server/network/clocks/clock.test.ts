import { describe, expect, test } from "vitest";
import { blockAtTime, lateParts, leastReach, timeOfBlock } from "./clock";

const wall = new Date("2026-07-05T12:00:00Z");
const at = (text: string) => new Date(text);
const pairs = [{ blockNumber: 25_468_595, at: at("2026-07-05T00:00:00Z") }];

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
