import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import PgBoss from "pg-boss";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectAnalytics } from "@/db/analytics/client";
import {
  createAnalyticsTestDatabase,
  createEmptyTestDatabase,
  createUserTestDatabase,
} from "@/db/testing/databases";
import { pgBouncer, startPgBouncer } from "@/db/testing/pooler";
import { JOBS_SCHEMA } from "@/db/user/copying/tables";
import { readHeartbeats, readScheduledJobs } from "@/db/user/jobs/runs";
import { migrateUsers } from "@/db/user/migrations/migrate";
import type { Job } from "./job";
import { jobs } from "./jobs";
import { startWorker } from "./worker";

let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let facts: ReturnType<typeof connectAnalytics>;
beforeAll(async () => {
  [user, analytics] = [await createUserTestDatabase(), await createAnalyticsTestDatabase()];
  facts = connectAnalytics(analytics.readerUrl, { max: 1 });
});
afterAll(async () => {
  await facts.close();
  await Promise.all([user.drop(), analytics.drop()]);
});

const optionsOf = (own: Job[]) => ({
  userUrl: user.applicationUrl,
  analytics: facts,
  auditRetentionDays: 365,
  jobs: own,
  pollSeconds: 0.5,
  retryMilliseconds: 50,
});
const start = (own: Job[]) => startWorker(optionsOf(own));

/** The same jobs, due at any time, which count their runs. */
function dueJobs() {
  const runs: string[] = [];
  const due = jobs.map(
    (job): Job => ({
      ...job,
      schedule: "* * * * *",
      everySeconds: 3600,
      run: async (context) => {
        runs.push(job.name);
        return await job.run(context);
      },
    }),
  );
  return { due, runs };
}

const until = async (isTrue: () => boolean | Promise<boolean>) => {
  while (!(await isTrue())) await setTimeout(50);
};
const rowsOf = (name: string) =>
  user.sql`select id, state, retry_count from eigenwatch_jobs.job where name = ${name} order by created_on`;
const outcomeOf = async (name: string) =>
  (await readScheduledJobs(user.db)).find((job) => job.name === name)?.outcome;
function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
/** Puts a job into its queue, as its schedule does. */
const enqueue = async (name: string) => {
  await user.sql`delete from eigenwatch_jobs.job where name = ${name}`;
  await user.sql`insert into eigenwatch_jobs.job (name, policy, expire_in)
    values (${name}, 'stately', interval '120 seconds')`;
};
/** The pause before a second run is over. */
const endPause = (name: string) =>
  user.sql`update eigenwatch_jobs.job set start_after = now() where name = ${name} and state = 'retry'`;

/** A job that runs as `run` says, and never by its schedule within this test. */
const onDemand = (name: string, run: Job["run"]): Job => ({
  name,
  schedule: "0 0 29 2 *",
  everySeconds: 60,
  run,
});

it("of two workers on one database, one runs each job that is due", async () => {
  const { due, runs } = dueJobs();
  const workers = [start(due), start(due)];
  await Promise.all(workers.map(({ started }) => started));
  await until(async () => (await readScheduledJobs(user.db)).every(({ outcome }) => outcome === "succeeded"));
  expect(await readHeartbeats(user.db)).toHaveLength(2);
  await Promise.all(workers.map(({ stop }) => stop()));
  expect(await readHeartbeats(user.db)).toEqual([]);
  // One row for each hour that began meanwhile, and one run for each row.
  const queued =
    await user.sql`select name, count(*)::int as rows, count(distinct singleton_on)::int as hours,
    count(*) filter (where state = 'completed')::int as completed from eigenwatch_jobs.job
    where name <> '__pgboss__send-it' group by name order by name`;
  expect(queued.map(({ name }) => name)).toEqual(jobs.map(({ name }) => name).sort());
  for (const { name, rows, hours, completed } of queued) {
    expect([name, rows, completed]).toEqual([name, hours, hours]);
    expect(runs.filter((run) => run === name)).toHaveLength(rows);
  }
});

it("a worker whose start is refused again and again keeps nothing of each try", async () => {
  const fenced = await createUserTestDatabase();
  await fenced.makeReadOnly("eigenwatch");
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const before = timers();
  const worker = startWorker({ ...optionsOf(jobs), userUrl: fenced.applicationUrl, retryMilliseconds: 20 });
  await setTimeout(1500);
  // Its own: the heartbeat, the next try, and those of its pool.
  expect(timers()).toBeLessThan(before + 8);
  await worker.stop();
  await fenced.drop();
});

it("a worker that stops gives its running job back, and another one runs it", async () => {
  const isRunning = deferred();
  const first = start([
    onDemand("nonces", async ({ signal }) => {
      isRunning.resolve();
      return await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    }),
  ]);
  await enqueue("nonces");
  await isRunning.promise;
  expect(await outcomeOf("nonces")).toBe("running");
  await first.stop();
  expect(await outcomeOf("nonces")).toBe("given_back");
  expect(await rowsOf("nonces")).toMatchObject([{ state: "retry" }]);
  await endPause("nonces");
  const second = start([onDemand("nonces", async () => ({ deletedCount: 0 }))]);
  await until(async () => (await outcomeOf("nonces")) === "succeeded");
  await second.stop();
  expect(await rowsOf("nonces")).toMatchObject([{ state: "completed", retry_count: 1 }]);
});

it("a job whose worker is lost runs again, and its late end changes nothing", async () => {
  const [isRunning, mayEnd] = [deferred(), deferred()];
  const lost = start([
    onDemand("sessions", async () => {
      isRunning.resolve();
      await mayEnd.promise;
      throw new Error("too late");
    }),
  ]);
  await enqueue("sessions");
  await isRunning.promise;
  await user.sql`update eigenwatch_jobs.job set started_on = now() - interval '121 seconds' where name = 'sessions'`;
  const other = start([onDemand("sessions", async () => ({ deletedCount: 0 }))]);
  await other.started;
  await other.maintain();
  await endPause("sessions");
  await until(async () => (await rowsOf("sessions"))[0]?.state === "completed");
  mayEnd.resolve();
  await lost.stop();
  await other.stop();
  expect(await rowsOf("sessions")).toMatchObject([{ state: "completed" }]);
});

it("a job that fails says why, runs twice more, and then waits for its next time", async () => {
  let runs = 0;
  const worker = start([
    onDemand("references", async () => {
      runs++;
      throw new Error("no rows today\nand a second line");
    }),
  ]);
  await enqueue("references");
  await until(async () => {
    await endPause("references");
    return (await rowsOf("references"))[0]?.state === "failed";
  });
  await worker.stop();
  expect(runs).toBe(3);
  const job = (await readScheduledJobs(user.db)).find(({ name }) => name === "references");
  expect(job).toMatchObject({ outcome: "failed", problem: "no rows today" });
});

it("goes on after its connections were cut", async () => {
  let runs = 0;
  const worker = start([onDemand("email-codes", async () => ({ run: ++runs }))]);
  await worker.started;
  await user.cutOff("eigenwatch-jobs");
  await enqueue("email-codes");
  await until(() => runs > 0);
  await user.cutOff("eigenwatch-jobs");
  await until(async () => (await rowsOf("email-codes"))[0]?.state !== "active");
  await worker.stop();
});

if (!pgBouncer) console.warn("PgBouncer is not installed: jobs behind a pooler were not tried.");

it.runIf(pgBouncer)(
  "works behind a pooler in transaction mode, with fewer connections than its own",
  async () => {
    const pooler = await startPgBouncer(pgBouncer ?? "", user.applicationUrl);
    let runs = 0;
    const own = [onDemand("audit-events", async () => ({ run: ++runs }))];
    await enqueue("audit-events");
    const workers = [1, 2].map(() =>
      startWorker({ ...optionsOf(own), userUrl: `${pooler.url}?pgbouncer=true` }),
    );
    await Promise.all(workers.map(({ started }) => started));
    await until(async () => (await rowsOf("audit-events"))[0]?.state === "completed");
    await Promise.all(workers.map(({ maintain }) => maintain()));
    await Promise.all(workers.map(({ stop }) => stop()));
    await pooler.stop();
    expect(runs).toBe(1);
  },
);

it("waits for the migrations, and then works", async () => {
  const empty = await createEmptyTestDatabase();
  const worker = startWorker({ ...optionsOf([]), userUrl: empty.url("migrator") });
  const early = await Promise.race([worker.started.then(() => "started"), setTimeout(200, "waits")]);
  expect(early).toBe("waits");
  await migrateUsers({ url: empty.url("migrator") });
  await worker.started;
  await worker.stop();
  await empty.drop();
});

it("has a queue for each job, in the words of this version of pg-boss", async () => {
  const queues = await user.sql`select name from eigenwatch_jobs.queue order by name collate "C"`;
  expect(queues.map(({ name }) => name)).toEqual([
    "__pgboss__send-it",
    ...jobs.map(({ name }) => name).sort(),
  ]);
  const text = readFileSync("drizzle/user/0007_job_queues.sql", "utf8").replaceAll(/^\s*--.*$/gm, "");
  const wordsOf = (sql: string) =>
    sql
      .split(/[\s;]+/)
      .filter(Boolean)
      .join(" ");
  const plan = PgBoss.getConstructionPlans(JOBS_SCHEMA);
  const [, construction = "", last] =
    /(CREATE SCHEMA[\s\S]*)(INSERT INTO [^;]*version[^;]*)/.exec(plan) ?? [];
  expect(wordsOf(text)).toContain(wordsOf(construction));
  expect(wordsOf(text)).toContain(wordsOf(last ?? ""));
});
