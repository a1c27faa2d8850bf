import { expect, test, vi } from "vitest";
import { checkMessage } from "./message";
import { STATEMENTS } from "./statements";

/** Counts calls of siwe's own parser, which still does all of its work. */
const parser = vi.hoisted(() => ({ calls: 0 }));
vi.mock("siwe", async (load) => {
  const actual = await load<typeof import("siwe")>();
  class CountingMessage extends actual.SiweMessage {
    constructor(text: string) {
      parser.calls += 1;
      super(text);
    }
  }
  return { ...actual, SiweMessage: CountingMessage };
});

const message = `app.example.org wants you to sign in with your Ethereum account:
0x5ACCC90436492F24E6aF278569691e2c942A676d

${STATEMENTS.signIn}

URI: https://app.example.org
Version: 1
Chain ID: 1
Nonce: 0123456789abcdef0123456789abcdef
Issued At: 2026-07-05T11:59:30.000Z
Request ID: 7`;
const expected = {
  origin: new URL("https://app.example.org"),
  chainIds: [1],
  purpose: "signIn" as const,
  now: new Date("2026-07-05T12:00:00Z"),
};

test("a message in ASCII is parsed", () => {
  parser.calls = 0;
  expect(checkMessage(message, expected)).toBeDefined();
  expect(parser.calls).toBe(1);
});

test.each([
  "\u00e9",
  "\u0430",
  "\u202e",
  "\u200b",
  "\u00a0",
  "\u2028",
  "\u{1f600}",
  "\0",
  "\t",
  "\r",
  "\x1b",
  "\x7f",
])("a message with %j anywhere is refused before any parser sees it", (character) => {
  parser.calls = 0;
  for (const at of [0, 7, 61, 110, message.length - 20, message.length])
    expect(checkMessage(message.slice(0, at) + character + message.slice(at), expected)).toBeUndefined();
  expect(parser.calls).toBe(0);
});
