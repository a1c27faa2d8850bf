import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { findEngine, handOver } from "@/db/postgres/embedded/engine";
import { freePort } from "@/db/postgres/embedded/server";
import { lacksPostgres15 } from "../debian";

/** The files that an administrator takes. */
const EXAMPLES = "docs/operate/failover";
const PROGRAMS = { patroni: "/usr/bin/patroni", etcd: "/usr/bin/etcd", haproxy: "/usr/sbin/haproxy" };
export const NODES = ["one", "two", "three"] as const;
export type NodeName = (typeof NODES)[number];

export const lacksCluster = () => [
  ...lacksPostgres15(),
  ...Object.entries(PROGRAMS).flatMap(([name, path]) => (existsSync(path) ? [] : [name])),
];

export type Cluster = Awaited<ReturnType<typeof startCluster>>;

/**
 * Starts etcd, Patroni and Postgres on three nodes, and HAProxy before them, with the files of the examples. Each
 * node has an address of its own on this machine. Returns the URL that leads to the primary.
 */
export async function startCluster() {
  const { runAs } = await findEngine();
  const folder = await mkdtemp(join(tmpdir(), "eigenwatch-failover-"));
  if (runAs) await chmod(folder, 0o711);
  const port = await freePort();
  // Two trials at once have addresses of their own.
  const network = `127.${64 + (process.pid % 100)}.0.`;
  const fill = async (file: string) =>
    (await readFile(join(EXAMPLES, file), "utf8"))
      .replaceAll("10.0.0.", network)
      .replaceAll("127.0.0.1:5000", `127.0.0.1:${port}`)
      .replace(/\b(2379|2380|5432|8008)\b/g, (found) => String(Number(found) + 20_000));
  const template = await fill("node.env");
  for (const file of ["patroni.yml", "haproxy.cfg"]) await writeFile(join(folder, file), await fill(file));

  const environments = new Map<NodeName, Record<string, string>>();
  const running = new Map<NodeName, ChildProcess[]>();
  const run = (program: string, args: string[], env: Record<string, string>, log: string) => {
    const own = { NODE_ENV: "production" as const, PATH: "/usr/bin:/bin", LANG: "C.UTF-8", ...env };
    const words = ["-c", `exec "$0" "$@" >> '${log}' 2>&1`, program, ...args];
    return spawn("/bin/sh", words, { ...runAs, cwd: "/", env: own, stdio: "ignore", detached: true });
  };
  const start = (name: NodeName) => {
    const env = environments.get(name) ?? {};
    const log = (program: string) => join(folder, name, `${program}.log`);
    running.set(name, [
      run(PROGRAMS.etcd, [], env, log("etcd")),
      run(PROGRAMS.patroni, [join(folder, "patroni.yml")], env, log("patroni")),
    ]);
  };
  for (const [number, name] of NODES.entries()) {
    const home = join(folder, name);
    await handOver({ initdb: "", pgCtl: "", runAs }, home);
    const own = template
      .replaceAll("/var/lib", home)
      .replace(/^(?!ETCD_INITIAL_CLUSTER=|PATRONI_ETCD3_HOSTS=).*$/gm, (line) =>
        line.replace(`${network}11`, `${network}1${number + 1}`),
      )
      .replace(/^(ETCD|PATRONI)_NAME=one/gm, `$1_NAME=${name}`);
    const pairs = Array.from(own.matchAll(/^(\w+)=(.*)$/gm), ([, key = "", value = ""]) => [key, value]);
    environments.set(name, Object.fromEntries(pairs));
    start(name);
  }
  const balancer = run(PROGRAMS.haproxy, ["-db", "-f", join(folder, "haproxy.cfg")], {}, "/dev/null");

  const password = environments.get("one")?.PATRONI_SUPERUSER_PASSWORD ?? "";
  const processesOf = async (name: NodeName) => {
    const data = environments.get(name)?.PATRONI_POSTGRESQL_DATA_DIR ?? "";
    const pid = Number((await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n")[0]);
    const own = (running.get(name) ?? []).flatMap((child) => child.pid ?? []);
    return { own, postmaster: pid > 0 ? pid : undefined };
  };
  /** Stops every process of a node at one moment, so that none can act on the end of another, and then kills them. */
  const freeze = async (name: NodeName) => {
    const { own, postmaster } = await processesOf(name);
    const parents = postmaster === undefined ? own : [...own, postmaster];
    for (const pid of parents) signal(pid, "SIGSTOP");
    const all = [...parents, ...(await Promise.all(parents.map(childrenOf))).flat()];
    for (const pid of all) signal(pid, "SIGSTOP");
    return all;
  };
  const kill = async (name: NodeName) => {
    for (const pid of await freeze(name)) signal(pid, "SIGKILL");
    for (const child of running.get(name) ?? [])
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    running.delete(name);
  };
  return {
    /** Returns the superuser's URL of a database, through HAProxy. */
    url: (database: string) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`,
    members: () => membersOf(`http://${network}1`, 28_008),
    start,
    freeze,
    kill,
    logOf: async (name: NodeName) =>
      (await readFile(join(folder, name, "patroni.log"), "utf8").catch(() => ""))
        .split("\n")
        .slice(-15)
        .join("\n"),
    stop: async () => {
      for (const name of running.keys()) await kill(name);
      balancer.kill("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function signal(pid: number, name: "SIGSTOP" | "SIGKILL") {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "pid=", "--ppid", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return stdout.trim().split(/\s+/).filter(Boolean).map(Number);
}

type Member = { name: NodeName; role: string; state: string; timeline?: number };

/** Returns the members as any living node's Patroni tells them; none if none answers. */
async function membersOf(prefix: string, port: number): Promise<Member[]> {
  for (const number of [1, 2, 3]) {
    const answer = await fetch(`${prefix}${number}:${port}/cluster`, {
      signal: AbortSignal.timeout(1000),
    }).catch(() => undefined);
    if (answer?.ok) return (await answer.json()).members;
  }
  return [];
}

/** Waits until a condition holds, and returns for how many seconds. Throws after `most` seconds, with its words. */
export async function secondsUntil(most: number, words: string, isSo: () => Promise<boolean>) {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > most * 1000) throw new Error(`Not within ${most} s: ${words}`);
    await setTimeout(100);
  }
  return (performance.now() - began) / 1000;
}
