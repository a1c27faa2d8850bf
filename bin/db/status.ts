import { checkDrift } from "../../db/analytics/drift";
import { checkAnalyticsIndexes } from "../../db/analytics/indexes";
import { parseConnectionUrl } from "../../db/postgres/connection-url";
import { describeError } from "../../db/postgres/describe-error";
import { connectUser } from "../../db/user/client";
import { readHeartbeats, readScheduledJobs } from "../../db/user/jobs/runs";
import { checkUserSchema, type UserDrift } from "../../db/user/migrations/drift";
import { readMigrationState } from "../../db/user/migrations/state";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";
import { describeDisk, readDisk } from "./disk";
import { describeJobs } from "./job-lines";

export const status = defineCommand({
  name: "status",
  summary:
    "Shows applied and pending migrations, how far the live schemas differ, the sizes of the databases, and the scheduled jobs.",
  details:
    "Exits with 1 if a migration is pending or a schema differs. How much of a server's disk is free cannot be asked.",
  run: async () =>
    await withDatabases(["analytics", "user"], "npm run db -- status", async ({ analytics, user }) => {
      const [drift, indexes, migrations] = await Promise.all([
        about("analytics", () => checkDrift(analytics.readerUrl)),
        about("analytics", () => checkAnalyticsIndexes(analytics.readerUrl)),
        about("user", () => readMigrationState(user.applicationUrl)),
      ]);
      const [analyticsDisk, userDisk] = await Promise.all([
        about("analytics", () => readDisk(analytics.readerUrl, analytics.isOurs)),
        about("user", () => readDisk(user.applicationUrl, user.isOurs)),
      ]);
      const { applied, pending, newer, minimumVersion, problems } = migrations;
      const isCurrent = pending.length + problems.length === 0;
      const work = isCurrent ? await about("user", () => readWork(user.applicationUrl)) : NO_WORK;
      const own = isCurrent ? await compare(user) : { problems: [], notes: [] };
      const different = [...drift.problems, ...indexes];
      return {
        lines: [
          `user database: ${applied.length} migrations applied, ${pending.length} pending, ${own.problems.length} differences`,
          `  ${describeDisk(userDisk)}`,
          ...pending.map((tag) => `  Pending: ${tag}`),
          ...[...problems, ...own.problems].map((problem) => `  ${problem}`),
          ...newer.map((date) => `  (A later version added a migration of ${date}.)`),
          ...(minimumVersion ? [`  (It is for EigenWatch ${minimumVersion} or newer.)`] : []),
          ...own.notes.map((note) => `  (${note})`),
          `analytics database: ${different.length} differences, ${drift.notes.length} notes`,
          `  ${describeDisk(analyticsDisk)}`,
          ...different.map((problem) => `  ${problem}`),
          ...describeJobs(work.jobs, work.heartbeats),
        ],
        data: {
          user: { ...migrations, differences: own.problems, notes: own.notes, disk: userDisk },
          analytics: { problems: different, notes: drift.notes, disk: analyticsDisk },
          work,
        },
        isFailed: !isCurrent || own.problems.length > 0 || different.length > 0,
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

/** Returns how the user schema differs; a note where that cannot be found out here, which is no difference. */
async function compare(user: { applicationUrl: string; migratorUrl: string }): Promise<UserDrift> {
  const applicationRole = parseConnectionUrl(user.applicationUrl).user;
  return await checkUserSchema({ url: user.migratorUrl, applicationRole }).catch((error: unknown) => ({
    problems: [],
    notes: [`Not compared with the migrations: ${describeError(error, "user")}`],
  }));
}
