import { expect, test } from "vitest";
import {
  blockAt,
  dayOf,
  dayText,
  present,
  presentBlock,
  presentDay,
  secondsOf,
  timeAt,
  timeText,
} from "./calendar";

test("puts the present at its block, and the first slashing at its own", () => {
  expect(blockAt(present)).toBe(25_468_595);
  expect(timeAt(presentBlock)).toBe(present);
  expect(blockAt(secondsOf("2025-09-25T22:11:23Z"))).toBe(23_442_944);
});

test("comes within a day of every other known block, back to 2025 and forward to 2026", () => {
  const known: [number, string][] = [
    [23_378_772, "2025-09-16T22:59:23Z"],
    [24_167_653, "2026-01-05T09:45:47Z"],
    [25_314_910, "2026-06-14T09:43:59Z"],
  ];
  for (const [block, at] of known) expect(Math.abs(timeAt(block) - secondsOf(at))).toBeLessThan(86_400);
});

test("writes days and times in UTC as Postgres reads them", () => {
  expect(dayText(presentDay)).toBe("2026-07-05");
  expect(dayText(dayOf("2024-02-29"))).toBe("2024-02-29");
  expect(timeText(secondsOf("2026-01-05T09:05:07Z"))).toBe("2026-01-05 09:05:07");
  expect(() => secondsOf("yesterday")).toThrow("Not a time");
});
