import { describe, expect, test } from "vitest";
import { address, emailAddress, searched } from "./inputs";

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
