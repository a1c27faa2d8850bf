import { expect, test } from "vitest";
import { faultsOfRedis } from "./redis-faults";

const fine = { milliseconds: 1, isReplica: false, isFull: false, evictsBy: undefined, refusesBy: undefined };

test("a setting that Redis refuses by now is named, behind the error of the connection", () => {
  const cause = new Error("WRONGPASS invalid username-password pair or user is disabled.");
  const error = new Error("There is no connection to Redis.", { cause });
  const sentence = "REDIS_URL refuses its user or password: rate limits are not counted together.";
  expect(faultsOfRedis({ error })).toEqual([{ sentence, isOurs: false }]);
});

test.each([
  ["no Redis", null, []],
  ["a Redis that is well", { state: fine }, []],
  ["one that may not be asked", { state: { ...fine, isReplica: null, isFull: null } }, []],
  [
    "one that is away",
    { error: new Error("away") },
    ["does not answer: rate limits are not counted together"],
  ],
  ["a replica", { state: { ...fine, isReplica: true } }, ["is a replica now: it counts no rate limits"]],
  ["a full one", { state: { ...fine, isFull: true } }, ["is full: it counts no rate limits"]],
  [
    "one that refuses writes",
    { state: { ...fine, refusesBy: "MISCONF" } },
    ["refuses every write (MISCONF): it counts no rate limits"],
  ],
  [
    "one that evicts",
    { state: { ...fine, evictsBy: "allkeys-lru" } },
    ["forgets rate limits when it is full: its maxmemory-policy is allkeys-lru"],
  ],
])("%s is told, and takes no instance out of rotation", (_, asked, problems) => {
  expect(faultsOfRedis(asked)).toEqual(
    problems.map((problem) => ({ sentence: `Redis ${problem}.`, isOurs: false })),
  );
});
