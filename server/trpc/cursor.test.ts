import { expect, test } from "vitest";
import { cursorOf, placeOf } from "./cursor";

const KINDS = ["number", "instant", "text"] as const;
const place = ["4.000000000000000001", "2026-01-05 12:00:00.123456+00", "0xab"];
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

test("a place survives being a cursor, with unknown values", () => {
  expect(placeOf(cursorOf("value desc", place) ?? "", "value desc", KINDS)).toEqual(place);
  const unknown = [null, null, "0xab"];
  expect(placeOf(cursorOf("value desc", unknown) ?? "", "value desc", KINDS)).toEqual(unknown);
});

test("no cursor is no place, an empty one begins, and the last page has none", () => {
  expect(placeOf(undefined, "value desc", KINDS)).toBeUndefined();
  expect(placeOf("", "value desc", KINDS)).toBeNull();
  expect(cursorOf("value desc", null)).toBeNull();
});

test.each([
  ["a cursor of another order", cursorOf("value asc", place)],
  ["a text that is none", "not a cursor"],
  ["a JSON that is none", encoded({})],
  ["one value too few", encoded(["value desc", ...place.slice(1)])],
  ["one value too many", encoded(["value desc", ...place, "x"])],
  ["a number that is a text", encoded(["value desc", "1 or 1=1", place[1], place[2]])],
  ["a day that does not exist", encoded(["value desc", "1", "2026-13-05 12:00:00", "0xab"])],
  ["a text with NUL", encoded(["value desc", "1", place[1], "\0"])],
  ["a value that is no text", encoded(["value desc", 1, place[1], "0xab"])],
])("%s is a bad request, which says how to begin", (_, cursor) => {
  expect(() => placeOf(cursor ?? "", "value desc", KINDS)).toThrow(/Begin with an empty cursor/);
});
