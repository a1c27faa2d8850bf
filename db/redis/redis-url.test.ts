import { expect, it } from "vitest";
import { checkRedisUrl } from "./redis-url";

it.each([
  "redis://localhost",
  "redis://localhost/",
  "redis://127.0.0.1:6379/0",
  "redis://[2001:db8::1]:6379",
  "rediss://user:pass%25word%40@redis.example:6380/15",
  "redis://:password@host",
])("%s is taken", (url) => {
  expect(() => checkRedisUrl(url, "REDIS_URL")).not.toThrow();
});

it.each([
  ["localhost:6379", "is not a Redis URL"],
  ["http://:secret@host", "is not a Redis URL"],
  ["redis:secret@host", "is not a Redis URL"],
  ["redis://:secret@host:port", "is not a Redis URL"],
  ["redis://", "names no host"],
  ["redis://:secret@", "is not a Redis URL"],
  ["redis://:secret@one,two", "names several hosts"],
  ["redis://:secret@host/name", "must end with the number of a database"],
  ["redis://:secret@host/0/1", "must end with the number of a database"],
  ["redis://:secret@host?db=1", "has parameters"],
  ["redis://:secret%@host", "has a % in its user or password"],
])("%s is refused in one line without its password", (url, said) => {
  let message = "";
  try {
    checkRedisUrl(url, "REDIS_URL");
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toMatch(/^REDIS_URL [^\n]*\.$/);
  expect(message).toContain(said);
  expect(message).not.toContain("secret");
});
