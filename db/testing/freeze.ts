import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type postgres from "postgres";

/**
 * Returns functions that stop every process of a superuser's Postgres on this machine, as a frozen host would, and
 * continue them. It must be of this test file alone: see `useOwnPostgres`.
 */
export async function freezable(admin: postgres.Sql) {
  const [settings] = await admin`select current_setting('data_directory') as folder`;
  const lock = await readFile(join(String(settings?.folder), "postmaster.pid"), "utf8");
  const [postmaster = ""] = lock.split("\n");
  const signal = (name: "SIGSTOP" | "SIGCONT") => {
    const children = execFileSync("ps", ["-o", "pid=", "--ppid", postmaster], { encoding: "utf8" });
    for (const pid of [postmaster, ...children.trim().split(/\s+/)]) process.kill(Number(pid), name);
  };
  return { freeze: () => signal("SIGSTOP"), thaw: () => signal("SIGCONT") };
}
