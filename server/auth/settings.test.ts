import { randomBytes } from "node:crypto";
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
  ["one letter", { NEXTAUTH_SECRET: "a".repeat(40) }, "https://a.example", /sample/],
])("%s", (_, change, url, expected) => {
  if (expected) expect(problem(change, url)).toMatch(expected);
  else expect(problem(change, url)).toBeUndefined();
});
