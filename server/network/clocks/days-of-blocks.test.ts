import { expect, test } from "vitest";
import { endOfDayBefore, startOfDay } from "./clock";

const at = (time: string) => new Date(`2026-07-05T${time}Z`);

test("an instant is cut to the start of its day in UTC", () => {
  expect(startOfDay(at("23:59:59"))).toEqual(at("00:00:00"));
  expect(startOfDay(null)).toBeNull();
});

test("the last day in time is one that is over by then, so that nobody is told a day too late", () => {
  expect(endOfDayBefore(at("23:59:48"))?.toISOString()).toBe("2026-07-04T23:59:59.000Z");
  expect(endOfDayBefore(at("00:00:00"))?.toISOString()).toBe("2026-07-04T23:59:59.000Z");
  expect(endOfDayBefore(at("23:59:59"))).toEqual(at("23:59:59"));
  expect(endOfDayBefore(null)).toBeNull();
});
