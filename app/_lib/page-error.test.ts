import { expect, it } from "vitest";
import { databaseDigest, readPageError } from "./page-error";

const failed = (digest?: string) =>
  Object.assign(new Error("An error occurred in a Server Component"), { digest });

it("blames the database only when it was the database", () => {
  const ofDatabase = readPageError(failed(databaseDigest("5f1c")));
  expect(ofDatabase.title).toBe("The database did not answer");
  expect(ofDatabase.reference).toBe("5f1c");
  const others = [
    failed("2714828"),
    new TypeError("Cannot read properties of undefined"),
    Object.assign(new Error("Failed to load chunk /_next/static/chunks/1.js"), { name: "ChunkLoadError" }),
  ].map(readPageError);
  for (const { title, text } of others) expect(title + text).not.toMatch(/database/i);
  expect(new Set(others.map(({ title }) => title)).size).toBe(3);
});
