import { expect, test } from "vitest";
import { tokenMetadata } from "@/drizzle/analytics/schema";
import * as cells from "./cells";
import { IMPLAUSIBLE } from "./decode";

const clock = { now: new Date("2026-07-05T20:00:00Z") };
const read = (kind: keyof typeof fields, cell: unknown) => fields[kind].read(cell, clock);
const { greatestBlockAt: _, ...kinds } = cells;
const fields = Object.fromEntries(
  Object.entries(kinds).map(([kind, field]) => [kind, field(tokenMetadata.decimals)]),
) as { [Kind in keyof typeof kinds]: ReturnType<(typeof kinds)[Kind]> };

const NUMBERS = [
  ["usd", "1e9"],
  ["price", "0.5"],
  ["shares", "1000000000000000000"],
  ["wad", "500000000000000000"],
  ["rate", "1000000000000000000"],
  ["decimals", 18],
  ["block", 25_468_595],
  ["announcedBlock", 26_000_000],
  ["checkpointBlock", "25468595"],
  ["count", 3],
  ["bps", 700],
  ["benchmarkBps", "712.5"],
  ["score", "79.96"],
  ["ratio", "0.5"],
  ["percentage", "50"],
  ["change", "-0.5"],
  ["spread", "0.02"],
  ["size", "3.4"],
] as const;

test.each(NUMBERS)(
  "reads %s, and believes none that is NaN, infinite, negative or too large",
  (kind, cell) => {
    expect(read(kind, cell)).not.toBe(IMPLAUSIBLE);
    for (const bad of ["NaN", "Infinity", "-Infinity", "-3", "1e40", "x"])
      expect([kind, bad, read(kind, bad)]).toEqual([kind, bad, IMPLAUSIBLE]);
  },
);

test.each(["decimals", "block", "count", "bps", "shares", "wad"] as const)(
  "believes no part of a %s",
  (kind) => {
    expect(read(kind, "1.5")).toBe(IMPLAUSIBLE);
  },
);

test.each([
  ["decimals", 255],
  ["bps", 15_000],
  ["score", "100.5"],
  ["ratio", "1.01"],
  ["percentage", "101"],
  ["change", "31415926535897932"],
  ["wad", "1000000000000000001"],
  ["usd", "495996053660000000000"],
  ["block", 25_700_000],
  ["block", 0],
  ["announcedBlock", 2_147_483_647],
] as const)("believes no %s of %s", (kind, cell) => {
  expect(read(kind, cell)).toBe(IMPLAUSIBLE);
});

const NEVER = [
  "infinity",
  "-infinity",
  "20240-01-01 00:00:00",
  "0044-03-15 00:00:00 BC",
  "1970-01-01 00:00:00",
];
test.each(["instant", "announcedInstant", "day"] as const)(
  "believes no %s before the chain or without end",
  (kind) => {
    expect(read(kind, "2026-07-04 10:00:00")).not.toBe(IMPLAUSIBLE);
    for (const bad of NEVER) expect([bad, read(kind, bad)]).toEqual([bad, IMPLAUSIBLE]);
  },
);

test("believes tomorrow where it may be announced, and no instant a year ahead", () => {
  expect(read("instant", "2026-07-06 21:00:00")).toBe(IMPLAUSIBLE);
  expect(read("day", "2026-07-06")).toBe(IMPLAUSIBLE);
  expect(read("announcedInstant", "2026-07-06 21:00:00")).toEqual(new Date("2026-07-06T21:00:00Z"));
  expect(read("announcedInstant", "2028-07-06 21:00:00")).toBe(IMPLAUSIBLE);
});

test("takes block 0 of a checkpoint for not known", () => {
  expect(read("checkpointBlock", 0n)).toBeNull();
});

test("believes a list of texts or numbers alone, and a document that is one", () => {
  expect(read("list", ["0xA-0", 1])).toEqual(["0xa-0", "1"]);
  for (const bad of ["x", {}, [null, 5], [{ a: 1 }]]) expect(read("list", bad)).toBe(IMPLAUSIBLE);
  expect(read("document", { demo: true })).toEqual({ demo: true });
  for (const bad of ["x", [1]]) expect(read("document", bad)).toBe(IMPLAUSIBLE);
});
