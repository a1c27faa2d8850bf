import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { env } from "../env";
import { problemOfAuthSettings } from "./settings";

const secret = randomBytes(32).toString("base64");
const problem = (change: Partial<typeof env>, url: string) =>
  problemOfAuthSettings(
    { ...env, NODE_ENV: "production", hasSecret: true, NEXTAUTH_SECRET: secret, ...change },
    new URL(url),
  );

test.each<[string, Partial<typeof env>, string, RegExp | undefined]>([
  ["a random secret", {}, "https://eigenwatch.example", undefined],
  ["no secret", { hasSecret: false }, "https://eigenwatch.example", /is not set/],
  ["no secret on a laptop", { hasSecret: false }, "http://localhost:3000", undefined],
  [
    "no secret while developing",
    { hasSecret: false, NODE_ENV: "development" },
    "https://a.example",
    undefined,
  ],
  ["a sample", { NEXTAUTH_SECRET: "change-me-please-change-me-please-1234" }, "https://a.example", /sample/],
  [
    "another sample",
    { NEXTAUTH_SECRET: "your-super-secret-key-0123456789abcdef" },
    "https://a.example",
    /sample/,
  ],
  ...[
    "a".repeat(40),
    "abcdefghijklmnopqrstuvwxyz0123456789",
    "0123456789abcdef0123456789abcdef",
    "zyxwvutsrqponmlkjihgfedcba9876543210",
    "k3Jd9".repeat(8),
    "x7Qp2mN4x7Qp2mN4x7Qp2mN4x7Qp2mN4",
    `${"1".repeat(31)}b`,
    "20261129".repeat(5),
  ].map((guessed): [string, Partial<typeof env>, string, RegExp] => [
    guessed,
    { NEXTAUTH_SECRET: guessed },
    "https://a.example",
    /can be guessed/,
  ]),
])("%s", (_, change, url, expected) => {
  if (expected) expect(problem(change, url)).toMatch(expected);
  else expect(problem(change, url)).toBeUndefined();
});

test("no random secret of 128 bits or more is taken for one that can be guessed", () => {
  // Always the same digests: about one random secret in a million contains a sample secret by chance.
  const bytes = (seed: number, count: number) =>
    createHash("sha512").update(String(seed)).digest().subarray(0, count);
  for (let seed = 0; seed < 2000; seed++)
    for (const random of [
      bytes(seed, 16).toString("hex"),
      bytes(seed, 32).toString("hex"),
      bytes(seed, 24).toString("base64url"),
      bytes(seed, 32).toString("base64"),
    ])
      expect(problem({ NEXTAUTH_SECRET: random }, "https://a.example"), random).toBeUndefined();
});
