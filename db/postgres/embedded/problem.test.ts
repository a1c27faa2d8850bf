import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clusterProblem, lengthOf } from "./problem";

let folder: string;
const files = () => ({
  data: join(folder, "postgres"),
  log: join(folder, "server.log"),
  secrets: join(folder, "cluster.json"),
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "problem-"));
});
afterAll(() => rm(folder, { recursive: true }));

const failure = (code: string, message = "words") => Object.assign(new Error(message), { code });
/** Returns the reported problem for an error, after Postgres logged a line. */
async function told(error: Error, line = "") {
  const since = await lengthOf(files().log);
  await appendFile(files().log, `${line}\n`);
  return await clusterProblem(error, files(), "loading the demo", since);
}

test.each([
  ["its SQLSTATE", failure("53100"), ""],
  ["the system", failure("ENOSPC"), ""],
  ["a message", failure("", "could not extend file: No space left on device"), ""],
  [
    "its log, where the connection only broke off",
    failure("CONNECTION_CLOSED"),
    "PANIC:  could not write to file: No space left on device",
  ],
  [
    "its log, where a write met a closed pipe",
    failure("EPIPE", "write EPIPE"),
    "ERROR:  could not extend file: wrote only 4096 of 8192 bytes",
  ],
])("a full disk is told by %s, with the folder", async (_, error, line) => {
  const said = await told(error, line);
  expect(said).toMatch(/^The disk is full: Postgres could not write to .*postgres while loading the demo\./);
  expect(said).toContain(files().data);
  expect(said).not.toMatch(/EPIPE|connection/);
});

test.each(["EPIPE", "ECONNRESET", "CONNECTION_CLOSED", "CONNECTION_DESTROYED", "57P01"])(
  "a Postgres that was killed is told as that, not as %s",
  async (code) => {
    const said = await told(
      failure(code, `write ${code}`),
      "LOG:  server process (PID 7) was terminated by signal 9: Killed",
    );
    expect(said).toMatch(
      /^Our own Postgres ended while loading the demo \(was terminated by signal 9: Killed\)\./,
    );
    expect(said).not.toContain(code);
  },
);

test("a password that is not the one of the folder names both files, and no setting", async () => {
  const said = await told(failure("28P01", "password authentication failed"));
  expect(said).toContain(files().secrets);
  expect(said).toContain(files().data);
  expect(said).not.toMatch(/DATABASE_URL/);
});

test("what Postgres logged before does not count, and other errors speak for themselves", async () => {
  await told(failure("53100"), "PANIC:  No space left on device");
  expect(await told(failure("EPIPE"))).toMatch(/^Our own Postgres ended/);
  expect(await told(failure("42601", "syntax error"))).toBeUndefined();
});
