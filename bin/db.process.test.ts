import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { childEnvironment } from "@/server/settings/environment";
import { openCluster } from "../db/postgres/embedded/cluster";
import { findEngine, reachableFolder } from "../db/postgres/embedded/engine";
import { isServerAnswering } from "../db/postgres/embedded/server";
import { holdLock } from "./start/lock";
import { runDb } from "./testing/run-db";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "commands-"));
  // So that Postgres's user can enter it, and its files are removed with it.
  await chmod(folder, 0o711);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const db = (...words: string[]) => runDb({ DATA_DIR: folder }, ...words);
const isRunning = async () => {
  const engine = await findEngine();
  return await isServerAnswering(engine, join(await reachableFolder(engine, folder), "postgres"));
};

it("refuses a data folder without databases in one line, and leaves it empty", async () => {
  const { code, out, err } = await db("migrate");
  expect([code, out]).toEqual([1, ""]);
  expect(err).toBe(
    `There is no database in ${folder}. Set ANALYTICS_DATABASE_URL and USER_DATABASE_URL, or run npm start first.\n`,
  );
  expect(await readdir(folder)).toEqual([]);
});

it("works on the embedded databases, running or not, and leaves them as they were", async () => {
  const cluster = await openCluster(folder);
  await cluster.stop();
  const dry = JSON.parse((await db("migrate", "--dry-run", "--json")).out);
  expect(dry.pending).toContain("0000_accounts");
  expect(JSON.parse((await db("migrate", "--json")).out)).toEqual({ ok: true, migrated: dry.pending });
  expect(await isRunning()).toBe(false);

  // Commands that run at once wait for each other; none ends Postgres under another.
  const atOnce = [["migrate"], ["repair"], ["migrate", "--dry-run"]].map((words) => db(...words));
  expect((await Promise.all(atOnce)).map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(await isRunning()).toBe(false);

  const lock = await holdLock(resolve(folder), "an instance");
  const again = await openCluster(folder);
  try {
    const { code, out } = await db("status", "--json");
    expect(JSON.parse(out)).toMatchObject({
      user: { applied: dry.pending, pending: [], newer: [], problems: [] },
    });
    // No demo was loaded into the analytics database.
    expect(code).toBe(1);
    expect(await isRunning()).toBe(true);
  } finally {
    await again.stop();
    if ("release" in lock) await lock.release();
  }
});

it("leaves no Postgres behind where it is told to end while Postgres starts", async () => {
  const engine = await findEngine();
  const pidFile = join(await reachableFolder(engine, folder), "postgres", "postmaster.pid");
  const child = spawn(process.execPath, ["--import", "tsx", "bin/db.ts", "repair"], {
    env: childEnvironment({ DATA_DIR: folder }),
    stdio: "ignore",
  });
  const ended = once(child, "close");
  await vi.waitUntil(() => existsSync(pidFile), { timeout: 60_000, interval: 10 });
  child.kill("SIGTERM");
  expect(await ended).toEqual([130, null]);
  expect(await isRunning()).toBe(false);
});

it("refuses words that it does not know in one line", async () => {
  expect(await db("nonsense")).toEqual({
    code: 1,
    out: "",
    err: "Unknown command 'nonsense'. npm run db -- --help shows what there is.\n",
  });
});

it("ends in silence where nobody reads what it prints", async () => {
  const command = `read -r _; exec "${process.execPath}" --import tsx bin/db.ts backup --make-key`;
  const child = spawn("sh", ["-c", command], { env: childEnvironment({}) });
  const ended = once(child, "close");
  child.stdout.destroy();
  await once(child.stdout, "close");
  child.stdin.end("\n");
  expect([await text(child.stderr), await ended]).toEqual(["", [0, null]]);
});
