import { expect, test } from "vitest";
import { cursorsOf } from "./cursor";

const { cursorOf, placeOf } = cursorsOf(["delegators", "0xaa", "desc"], ["number?", "instant", "text"]);
const place = ["4.000000000000000001", "2026-01-05 12:00:00.123456+00", "0xab"];
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const [mark] = JSON.parse(Buffer.from(cursorOf(place) ?? "", "base64url").toString());

test("a place survives being a cursor, with a value that may be unknown", () => {
  expect(placeOf(cursorOf(place) ?? "")).toEqual(place);
  const unknown = [null, ...place.slice(1)];
  expect(placeOf(cursorOf(unknown) ?? "")).toEqual(unknown);
});

test("no cursor is no place, an empty one begins, and the last page has none", () => {
  expect(placeOf(undefined)).toBeUndefined();
  expect(placeOf("")).toBeNull();
  expect(cursorOf(null)).toBeNull();
});

test.each([
  ["a cursor of another order", cursorsOf(["delegators", "0xaa", "asc"], ["number"]).cursorOf(place)],
  ["a cursor of another list", cursorsOf(["delegators", "0xab", "desc"], ["number"]).cursorOf(place)],
  ["a text that is none", "not a cursor"],
  ["a JSON that is none", encoded({})],
  ["one value too few", encoded([mark, ...place.slice(1)])],
  ["one value too many", encoded([mark, ...place, "x"])],
  ["a number that is a text", encoded([mark, "1 or 1=1", place[1], place[2]])],
  ["a day that does not exist", encoded([mark, "1", "2026-13-05 12:00:00", "0xab"])],
  ["an unknown value that is always known", encoded([mark, "1", null, "0xab"])],
  ["a text with NUL", encoded([mark, "1", place[1], "\0"])],
  ["a value that is no text", encoded([mark, 1, place[1], "0xab"])],
])("%s is a bad request, which says how to begin", (_, cursor) => {
  expect(() => placeOf(cursor ?? "")).toThrow(/Begin with an empty cursor/);
});
