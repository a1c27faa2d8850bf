import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CODE_MINUTES, NONCE_MILLISECONDS, RECENT_AUTH_MINUTES } from "../auth/statements";
import { inWords } from "../format";
import { QUANTITIES } from "./tiers";

/** How prose states a limit. N stands for its number, in digits or as a word. */
const SAID: [limit: number, pattern: string][] = [
  [
    QUANTITIES.watched.FREE,
    String.raw`\bN (operators, AVSs|entities|entries)|watch\w* (at most |of |up to )?N\b`,
  ],
  [QUANTITIES.csvRows.VISITOR, String.raw`\bfirst N (of|rows)\b|\bN rows of (every|a|each) list`],
  [QUANTITIES.compared.PRO, String.raw`\bto N (EigenLayer )?operators|\bto N side by side|\bN at most: take`],
  [QUANTITIES.emailAddresses.FREE, String.raw`\bN (verified |mail )*addresses`],
  [CODE_MINUTES, String.raw`\b(good for|within) N minutes`],
  [RECENT_AUTH_MINUTES, String.raw`\blast N minutes`],
  [NONCE_MILLISECONDS / 60_000, String.raw`\b(nonce|sign\w*)\b.*\bN minutes`],
];

const spelled = SAID.map(
  ([limit, pattern]) => new RegExp(pattern.replaceAll("N", `(?:${limit}|${inWords(limit)})`), "i"),
);
const isSpelled = (line: string) => spelled.some((pattern) => pattern.test(line));

test("no sentence spells a limit out: each interpolates it, so that it changes with the code", () => {
  const found = ["app", "server", "db/user"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
      .flatMap((path) =>
        readFileSync(join(folder, path), "utf8")
          .split("\n")
          .filter(isSpelled)
          .map((line) => `${join(folder, path)}: ${line.trim()}`),
      ),
  );
  expect(found).toEqual([]);
});

test.each([
  "Watch five operators, AVSs and assets",
  "A watchlist of 5.",
  "The first 100 rows of every list as CSV.",
  "Two to five side by side.",
  "Five at most: take one out first",
  "Up to three verified addresses",
  "They are good for ten minutes.",
  "A nonce is good for five minutes.",
])("a limit in prose is found: %s", (line) => {
  expect(isSpelled(line)).toBe(true);
});
