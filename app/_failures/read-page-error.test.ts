import { expect, it } from "vitest";
import { databaseDigest, readPageError } from "./read-page-error";

const failed = (digest?: string) =>
  Object.assign(new Error("An error occurred in a Server Component"), { digest });

const withoutCode = Object.assign(new Error("Failed to load chunk /_next/static/chunks/1.js"), {
  name: "ChunkLoadError",
});

it("blames the database only when it was the database", () => {
  const ofDatabase = readPageError(failed(databaseDigest("5f1c")));
  expect(ofDatabase.title).toBe("The database did not answer");
  expect(ofDatabase.reference).toBe("5f1c");
  const others = [failed("2714828"), new TypeError("Cannot read properties of undefined"), withoutCode].map(
    (error) => readPageError(error),
  );
  for (const { title, text } of others) expect(title + text).not.toMatch(/database/i);
  expect(new Set(others.map(({ title }) => title)).size).toBe(3);
});

it("offers to load a page again whose code is not served, unless that was in vain", () => {
  expect(readPageError(withoutCode, "updated")).toMatchObject({
    title: "EigenWatch has been updated",
    remedy: "reload",
  });
  expect(readPageError(withoutCode, "in vain")).toMatchObject({
    title: "A part of EigenWatch is missing",
    remedy: "none",
  });
  for (const missing of [undefined, "offline", "broken"] as const)
    expect(readPageError(withoutCode, missing)).toMatchObject({
      title: "A part of this page did not load",
      remedy: "reload",
    });
  expect(readPageError(new TypeError("Cannot read properties of undefined"), "updated").title).toBe(
    "This page stopped working in your browser",
  );
});
