import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { findEngine } from "../postgres/embedded/engine";
import { freePort } from "../postgres/embedded/server";

/** PgBouncer's program, if this machine has it; npm has no package of it. */
export const pgBouncer = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer"].find(
  existsSync,
);

/**
 * Starts PgBouncer in transaction mode, with two connections to the database behind `target`. Returns the same URL
 * through it, without `pgbouncer=true`. `lines` are further settings.
 */
export async function startPgBouncer(program: string, target: string, lines: string[] = []) {
  const { runAs } = await findEngine();
  const folder = await mkdtemp(join(tmpdir(), "pooler-"));
  const { hostname, port, username, password } = new URL(target);
  const [listenPort, settings, users] = [
    await freePort(),
    join(folder, "settings.ini"),
    join(folder, "users"),
  ];
  await writeFile(users, `"${username}" "${decodeURIComponent(password)}"\n`);
  await writeFile(
    settings,
    `[databases]
* = host=${hostname} port=${port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = plain
auth_file = ${users}
pool_mode = transaction
default_pool_size = 2
${lines.join("\n")}
`,
  );
  // It refuses to run as root, and reads both files as the user it runs as.
  if (runAs) for (const path of [folder, settings, users]) await chown(path, runAs.uid, runAs.gid);
  await chmod(folder, 0o700);
  const child = spawn(program, [settings], { ...runAs, cwd: "/", stdio: "ignore" });
  const url = new URL(target);
  [url.hostname, url.port] = ["127.0.0.1", String(listenPort)];
  await untilAnswering(url.toString(), child);
  return {
    url: url.toString(),
    stop: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "close");
      await rm(folder, { recursive: true });
    },
  };
}

async function untilAnswering(url: string, child: ChildProcess) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended with ${child.exitCode}.`);
    const client = postgres(url, { max: 1, prepare: false });
    const isThere = await client`select 1`.then(
      () => true,
      () => false,
    );
    await client.end({ timeout: 0 });
    if (isThere) return;
    await setTimeout(50);
  }
}
