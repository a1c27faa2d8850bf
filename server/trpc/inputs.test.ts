import type { AnyProcedure } from "@trpc/server";
import { describe, expect, test } from "vitest";
import { type $ZodType, type $ZodTypes, safeParse } from "zod/v4/core";
import { address, bounds, emailAddress, fraction, instant, searched } from "./inputs";
import { appRouter } from "./router";

test("words to search for hold no NUL, which no text of Postgres may", () => {
  expect(searched(9).parse(" a\0b ")).toBe("a b");
  expect(searched(3).safeParse("abcd").success).toBe(false);
});

describe("an address", () => {
  const digits = "5ACCC90436492F24E6aF278569691e2c942A676d";

  test.each([
    `0x${digits}`,
    `0X${digits}`,
    `0x${digits.toLowerCase()}`,
    `0X${digits.toLowerCase()}`,
    `0x${digits.toUpperCase()}`,
    `0X${digits.toUpperCase()}`,
  ])("%s is the same as in lower case", (text) => {
    expect(address.parse(text)).toBe(`0x${digits.toLowerCase()}`);
  });

  test.each([
    `0x5AcCc90436492F24E6aF278569691e2c942A676d`,
    `0X5AcCc90436492F24E6aF278569691e2c942A676d`,
    digits,
    `0x${digits}0`,
    `0x${digits.slice(1)}`,
    `0x${"G".repeat(40)}`,
    `0x${digits.toUpperCase()}\n`,
    "",
  ])("%j is none", (text) => {
    expect(address.safeParse(text).success).toBe(false);
  });
});

describe("a mail address", () => {
  test.each([
    ["person@example.org", "person@example.org"],
    ["  Person@Example.ORG ", "person@example.org"],
    ["a.b+tag@sub.example.co.uk", "a.b+tag@sub.example.co.uk"],
    ["o'neil@example.org", "o'neil@example.org"],
    ["me@MÜNCHEN.de", "me@xn--mnchen-3ya.de"],
    ["me@xn--mnchen-3ya.de", "me@xn--mnchen-3ya.de"],
    ["me@exаmple.org", "me@xn--exmple-4nf.org"],
    [`${"a".repeat(64)}@example.org`, `${"a".repeat(64)}@example.org`],
  ])("%j is kept as %j", (text, kept) => {
    expect(emailAddress.parse(text)).toBe(kept);
  });

  test.each([
    "",
    "person",
    "@example.org",
    "person@",
    "person@localhost",
    "a@b@example.org",
    "person@example.org\r\nBcc: other@example.org",
    "person@example.org\n",
    "per\u0000son@example.org",
    "person@example.org\u2028",
    "person@example.org,other@example.org",
    "person@example.org;other@example.org",
    "Person <person@example.org>",
    '"person"@example.org',
    "person(comment)@example.org",
    "pérson@example.org",
    ".person@example.org",
    "person.@example.org",
    "per..son@example.org",
    "person@.example.org",
    "person@example..org",
    "person@-example.org",
    "person@example.org.",
    "person@127.0.0.1",
    "person@[127.0.0.1]",
    "person@exa_mple.org",
    "person@exam ple.org",
    "person@example.org:25",
    "person@example.org/path",
    "person@%65xample.org",
    `${"a".repeat(65)}@example.org`,
    `person@${"a".repeat(64)}.org`,
    `person@${"a.".repeat(130)}org`,
    "x".repeat(5000),
  ])("%j is none", (text) => {
    expect(emailAddress.safeParse(text).success).toBe(false);
  });
});

describe("an instant", () => {
  test.each([
    ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000Z"],
    ["2026-01-31T12:00:00.5+02:00", "2026-01-31T10:00:00.500Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
    ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
  ])("%s is %s", (text, iso) => {
    expect(instant.parse(text).toISOString()).toBe(iso);
    expect(instant.parse(new Date(text)).toISOString()).toBe(iso);
  });

  test.each([
    "0000-12-31T23:59:59Z",
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59-01:00",
    "+010000-01-01T00:00:00Z",
    "-000001-01-01T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-31",
    "now",
    "",
    1_700_000_000_000,
    null,
    new Date(Number.NaN),
    new Date(8.64e15),
    new Date(-8.64e15),
  ])("%j is none", (value) => {
    const { success, error } = instant.safeParse(value);
    expect(success).toBe(false);
    expect(error?.issues[0]?.message).toMatch(/^Must be an instant of the years 1 to 9999/);
  });
});

describe("a figure", () => {
  test.each([0, -0, 1e-18, 0.5, 1])("%d is a fraction", (value) => {
    expect(fraction.safeParse(value).success).toBe(true);
    expect(bounds(1).safeParse({ min: value, max: 1 }).success).toBe(true);
  });

  test.each([5e-324, 1e-300, 9e-19, -1, -1e-18, 1.0000001, Number.NaN, Number.POSITIVE_INFINITY])(
    "%d is none",
    (value) => {
      expect(fraction.safeParse(value).success).toBe(false);
      expect(bounds(1).safeParse({ min: value }).success).toBe(false);
      expect(bounds(1).safeParse({ max: value }).success).toBe(false);
    },
  );
});

describe("every procedure", () => {
  const leaves = (schema: $ZodType, path = ""): [string, $ZodType][] => {
    const { def } = (schema as $ZodTypes)._zod;
    if (def.type === "object")
      return Object.entries(def.shape).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
    if (def.type === "array") return leaves(def.element, `${path}.0`);
    if ("innerType" in def) return leaves(def.innerType, path);
    return [[path, schema]];
  };
  const inputs = Object.entries<AnyProcedure>(appRouter._def.procedures as never).flatMap(
    ([path, procedure]) => procedure._def.inputs.flatMap((schema) => leaves(schema as $ZodType, path)),
  );

  test.each(inputs)("takes no number and no instant at %s that Postgres would refuse", (_, schema) => {
    const numbers = [5e-324, -5e-324, 1e-300, 1e300, 2 ** 63];
    const instants = ["0000-01-01T00:00:00Z", "+010000-01-01T00:00:00Z"];
    for (const value of [...numbers, ...instants.map((text) => new Date(text))])
      expect(safeParse(schema, value).success, String(value)).toBe(false);
  });

  test("is looked at", () => expect(inputs.length).toBeGreaterThan(100));
});
