import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { childEnvironment } from "@/server/settings/environment";
import {
  createAnalyticsTestDatabase,
  createEmptyTestDatabase,
  createUserTestDatabase,
} from "../db/testing/databases";
import { runDb, runScript } from "./testing/run-db";

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

/** Starts `npm run worker`. `says` waits for a line of its log. */
function startWorker(settings: Record<string, string>) {
  const child = spawn(process.execPath, ["--import", "tsx", "bin/worker.ts"], {
    env: childEnvironment({ LOG_LEVEL: "info", ...settings }),
    stdio: ["ignore", "pipe", "inherit"],
  });
  started.push(child);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const says = async (line: RegExp) => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error("The worker ended.");
      if (line.test(value)) return String(value);
    }
  };
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    const exited = once(child, "exit");
    child.kill(signal);
    const [code] = await exited;
    return code;
  };
  return { says, end };
}

it("runs jobs, a killed worker's again, and stops at SIGTERM", async () => {
  const [analytics, user] = [await createAnalyticsTestDatabase(), await createUserTestDatabase()];
  const settings = { ANALYTICS_DATABASE_URL: analytics.readerUrl, USER_DATABASE_URL: user.applicationUrl };
  await user.sql`insert into eigenwatch_jobs.job (name, policy) values ('nonces', 'stately')`;
  const outcome = async () =>
    (await user.sql`select outcome from eigenwatch.scheduled_jobs where name = 'nonces'`)[0]?.outcome;
  const killed = startWorker(settings);
  // The job waits for this table for two seconds, in which its worker is killed.
  await user.sql.begin(async (transaction) => {
    await transaction`lock table eigenwatch.auth_nonces in access exclusive mode`;
    while ((await outcome()) !== "running") await setTimeout(20);
    await killed.end("SIGKILL");
  });
  expect(await outcome()).toBe("running");
  // Two minutes later another worker takes the job for lost.
  await user.sql`update eigenwatch_jobs.job set state = 'retry', start_after = now()
    where name = 'nonces' and state = 'active'`;
  const next = startWorker(settings);
  await next.says(/"job":"nonces".*"job succeeded"/);
  expect((await runDb(settings, "status")).out).toMatch(
    /scheduled jobs: 2 workers\n {2}audit-events \(7 \* \* \* \* UTC\): [\s\S]*\n {2}nonces \(.* UTC\): succeeded at .* in \d+ ms, deletedCount 0\n/,
  );
  expect(await next.end("SIGTERM")).toBe(0);
  // The killed one is still counted until it was silent for two minutes.
  expect((await runDb(settings, "status")).out).toContain("scheduled jobs: 1 worker\n");
  await Promise.all([analytics.drop(), user.drop()]);
});

it("says in one line that a migration is missing, or a database", async () => {
  const [analytics, empty] = [await createAnalyticsTestDatabase(), await createEmptyTestDatabase()];
  const settings = {
    ANALYTICS_DATABASE_URL: analytics.readerUrl,
    USER_DATABASE_URL: empty.url("application"),
  };
  const worker = startWorker(settings);
  expect(await worker.says(/scheduled jobs do not run here yet/)).toContain(
    "Migration 0000_accounts has not run.",
  );
  expect(await worker.end("SIGTERM")).toBe(0);
  const { code, err } = await runScript("bin/worker.ts", {});
  expect([code, err]).toEqual([
    1,
    "Set ANALYTICS_DATABASE_URL and USER_DATABASE_URL. Jobs of the embedded databases run inside npm start.\n",
  ]);
  await Promise.all([analytics.drop(), empty.drop()]);
});
