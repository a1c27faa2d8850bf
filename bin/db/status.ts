import { checkDrift } from "../../db/analytics/drift";
import { connectUser } from "../../db/user/client";
import { readHeartbeats, readScheduledJobs } from "../../db/user/jobs/runs";
import { readMigrationState } from "../../db/user/migrations/state";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";
import { describeJobs } from "./job-lines";

export const status = defineCommand({
  name: "status",
  summary:
    "Shows applied and pending migrations, and how far the live schemas differ, and the scheduled jobs.",
  details: "Exits with 1 if a migration is pending or a schema differs.",
  run: async () =>
    await withDatabases(["analytics", "user"], "npm run db -- status", async ({ analytics, user }) => {
      const [drift, migrations] = await Promise.all([
        about("analytics", () => checkDrift(analytics.readerUrl)),
        about("user", () => readMigrationState(user.applicationUrl)),
      ]);
      const isCurrent = migrations.pending.length + migrations.problems.length === 0;
      const work = isCurrent ? await about("user", () => readWork(user.applicationUrl)) : NO_WORK;
      const { applied, pending, newer, minimumVersion, problems } = migrations;
      return {
        lines: [
          `user database: ${applied.length} migrations applied, ${pending.length} pending`,
          ...pending.map((tag) => `  Pending: ${tag}`),
          ...problems.map((problem) => `  ${problem}`),
          ...newer.map((date) => `  (A later version added a migration of ${date}.)`),
          ...(minimumVersion ? [`  (It is for EigenWatch ${minimumVersion} or newer.)`] : []),
          `analytics database: ${drift.problems.length} differences, ${drift.notes.length} notes`,
          ...drift.problems.map((problem) => `  ${problem}`),
          ...describeJobs(work.jobs, work.heartbeats),
        ],
        data: { user: migrations, analytics: drift, work },
        isFailed: pending.length > 0 || problems.length > 0 || drift.problems.length > 0,
      };
    }),
});

/** Where a migration is missing, nothing is known of jobs. */
const NO_WORK = { jobs: [], heartbeats: [] };

async function readWork(url: string) {
  const { db, close } = connectUser(url, { max: 1 });
  const read = async () => ({ jobs: await readScheduledJobs(db), heartbeats: await readHeartbeats(db) });
  return await read().finally(close);
}
