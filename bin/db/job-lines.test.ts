import { expect, it } from "vitest";
import { describeJobs } from "./job-lines";

const job = {
  name: "nonces",
  schedule: "*/10 * * * *",
  startedAt: new Date("2026-11-30T10:00:00Z"),
  outcome: "succeeded" as const,
  milliseconds: 12.4,
  succeededAt: new Date("2026-11-30T10:00:00Z"),
  figures: { deletedCount: 3 },
  problem: null,
};

it("tells each outcome of a job, and how many workers gave a sign of life", () => {
  const failed = { ...job, outcome: "failed" as const, problem: "The disk is full." };
  const jobs = [
    job,
    { ...job, outcome: "running" as const, milliseconds: null },
    failed,
    { ...failed, outcome: "given_back" as const, succeededAt: null, problem: "The worker stopped." },
    { ...job, startedAt: null, outcome: null, succeededAt: null },
  ];
  expect(describeJobs(jobs, [2, 119, 121])).toEqual([
    "scheduled jobs: 2 workers",
    "  nonces (*/10 * * * * UTC): succeeded at 2026-11-30T10:00:00.000Z in 12 ms, deletedCount 3",
    "  nonces (*/10 * * * * UTC): runs since 2026-11-30T10:00:00.000Z",
    "  nonces (*/10 * * * * UTC): failed at 2026-11-30T10:00:00.000Z in 12 ms, last succeeded at 2026-11-30T10:00:00.000Z: The disk is full.",
    "  nonces (*/10 * * * * UTC): given back at 2026-11-30T10:00:00.000Z in 12 ms, never succeeded: The worker stopped.",
    "  nonces (*/10 * * * * UTC): has not run yet",
  ]);
});
