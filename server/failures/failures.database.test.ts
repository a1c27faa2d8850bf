import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAnalyticsTestDatabase, createUserTestDatabase } from "@/db/testing/databases";
import { childEnvironment } from "../settings/environment";
import { describeFailure } from "./describe-failure";
import type { Report } from "./testing-server";

/** A parameter of every failing statement. */
const MARKER = "0x5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2";
let analytics: Awaited<ReturnType<typeof createAnalyticsTestDatabase>>;
let user: Awaited<ReturnType<typeof createUserTestDatabase>>;
let child: ChildProcess;
let printed = "";
let url: string;
let report: Report;

beforeAll(async () => {
  [analytics, user] = await Promise.all([createAnalyticsTestDatabase(), createUserTestDatabase()]);
  await analytics.sql`alter table stakers drop column id cascade`;
  const settings = {
    ANALYTICS_DATABASE_URL: analytics.readerUrl,
    USER_DATABASE_URL: user.applicationUrl,
    NODE_ENV: "production",
    LOG_LEVEL: "debug",
    SLOW_QUERY_MS: "600000",
  };
  child = fork("server/failures/testing-server.ts", {
    env: childEnvironment(settings),
    execArgv: ["--import", "tsx"],
    silent: true,
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text) => {
      printed += text;
    });
  [url] = await once(child, "message");
  const input = encodeURIComponent(JSON.stringify({ json: { address: MARKER } }));
  await fetch(`${url}/analytics.stakers.overview?input=${input}`);
  child.send(MARKER);
  [report] = await once(child, "message");
  // The report comes by another way than the lines, which a busy machine may print later.
  while (!printed.includes("schema differs")) await setTimeout(20);
  child.kill();
  await once(child, "close");
});
afterAll(async () => {
  child.kill("SIGKILL");
  await Promise.all([analytics.drop(), user.drop()]);
});

const lines = () =>
  printed
    .split("\n")
    .filter(Boolean)
    .map((line): Record<string, unknown> => JSON.parse(line));
const linesSaying = (words: string) => lines().filter(({ msg }) => msg === words);

test("what a process prints is JSON, and holds no parameter, no SQL and no words of Postgres", () => {
  expect(lines().length).toBeGreaterThan(4);
  expect(printed).not.toContain(MARKER);
  expect(printed).not.toMatch(/select |Failed query|does not exist|params/i);
});

test("a failed procedure is told by SQLSTATE, names and place", () => {
  const [line] = linesSaying("procedure failed");
  expect(line).toMatchObject({ procedure: "analytics.stakers.overview", errorCode: "42703" });
  expect(line?.error).toMatch(/PostgresError$/);
});

test("a failed page is told once, though Next tells it three times", () => {
  expect(linesSaying("request failed")).toMatchObject([
    { errorCode: "42703", path: "/stakers", route: "/stakers", reference: "3141592653" },
  ]);
});

test("what libraries and Node print is told in one line each", () => {
  expect(linesSaying("A library warns of something [object]")).toHaveLength(1);
  expect(linesSaying("Node warns")).toHaveLength(1);
  expect(linesSaying("a library reports an error")).toHaveLength(1);
});

test("health says which part is not well, and the log alone says why", () => {
  expect(report).toMatchObject({
    status: "unready",
    faults: ["The schema of the analytics database is not that of this version."],
    schema: { matches: false },
    migrations: { applied: true },
  });
  expect(JSON.stringify(report)).not.toMatch(/stakers|problems/);
  expect(JSON.stringify(linesSaying("schema differs"))).toContain("stakers");
});

test("a message of several lines is no frame of a stack", () => {
  const error = new Error("words\n    at a secret\nmore");
  error.name = "words with spaces";
  const failure = describeFailure(error);
  expect(JSON.stringify(failure)).not.toMatch(/secret|words/);
  expect(failure.at?.[0]).toContain("failures.database.test.ts");
  expect(describeFailure("a text")).toEqual({ error: "thrown string" });
});

test("a procedure's own code is none of Postgres or a driver", () => {
  const cause = Object.assign(new Error("no"), { code: "ECONNREFUSED" });
  expect(describeFailure(new TRPCError({ code: "INTERNAL_SERVER_ERROR" }))).not.toHaveProperty("errorCode");
  expect(describeFailure(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }))).toMatchObject({
    errorCode: "ECONNREFUSED",
  });
});
