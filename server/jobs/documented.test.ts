import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { jobs } from "./jobs";

/** Returns a schedule in words. Knows the forms that are in use. */
function wordsOf(schedule: string): string {
  if (schedule === "* * * * *") return "every minute";
  const [, minutes] = /^\*\/(\d+) \* \* \* \*$/.exec(schedule) ?? [];
  if (minutes) return `every ${minutes} minutes`;
  const [, minute] = /^(\d+) \* \* \* \*$/.exec(schedule) ?? [];
  return `hourly, at minute ${minute}`;
}

it("docs/operate/jobs.md has every job with its time", () => {
  const rows = readFileSync("docs/operate/jobs.md", "utf8").matchAll(
    /^\| `([a-z-]+)` \| (.*?) \|.*\|.*\|$/gm,
  );
  const documented = Array.from(rows, ([, name, time]) => `${name}: ${time}`);
  expect(documented).toEqual(jobs.map(({ name, schedule }) => `${name}: ${wordsOf(schedule)}`));
});

it("is queued at most once between two runs of its schedule", () => {
  const seconds = { "every minute": 60, "every 10 minutes": 600 } as Record<string, number>;
  for (const { name, schedule, everySeconds } of jobs)
    expect([name, everySeconds]).toEqual([name, seconds[wordsOf(schedule)] ?? 3600]);
});
