import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import type postgres from "postgres";
import { splitUri } from "../../postgres/connection-uri";
import { parseConnectionUrl } from "../../postgres/connection-url";
import { programEnvironment } from "../../postgres/env";

type Tool = "pg_dump" | "pg_restore";

/** Returns the server's version, such as "15.15", and its major number. */
export async function readServerVersion(client: postgres.ISql) {
  const [row] = await client`select current_setting('server_version') as version,
    current_setting('server_version_num')::int / 10000 as major`;
  return { version: String(row?.version).split(" ")[0] ?? "", major: Number(row?.major) };
}

/** Returns the path of a Postgres program of this major version; undefined if this machine has none. */
export async function findTool(tool: Tool, major: number): Promise<string | undefined> {
  for (const path of [`/usr/lib/postgresql/${major}/bin/${tool}`, tool]) {
    const said = await promisify(execFile)(path, ["--version"]).catch(() => undefined);
    if (said && Number(said.stdout.match(/\(PostgreSQL\) (\d+)/)?.[1]) === major) return path;
  }
  return undefined;
}

/** A running Postgres program. `ended` throws its last line when it fails. */
type Running = { output: Readable; input: Writable; ended: Promise<void> };

/** Runs a Postgres program on the database of `url`, whose password is not among the words that others can read. */
export function runTool(path: string, url: string, words: string[]): Running {
  const child = spawn(path, words, { env: environmentOf(url), stdio: "pipe" });
  return { output: child.stdout, input: child.stdin, ended: endOf(child, path) };
}

async function endOf(child: ChildProcess, path: string): Promise<void> {
  const said = child.stderr ? text(child.stderr) : "";
  const [code] = await once(child, "close");
  if (code === 0) return;
  const line = (await said).trim().split("\n").at(-1);
  throw new Error(`${path} failed${line ? `: ${line}` : ` with exit code ${code}`}`);
}

/** Returns the environment of libpq for a connection URL, and nothing else of ours but the path. */
function environmentOf(url: string): NodeJS.ProcessEnv {
  const { host, address, port, user, password, database } = parseConnectionUrl(url);
  const given = new Map(
    splitUri(url.trim(), (problem) => {
      throw new Error(problem);
    }).parameters,
  );
  return programEnvironment({
    PGHOST: host,
    PGHOSTADDR: address,
    PGPORT: String(port),
    PGUSER: user,
    PGPASSWORD: password,
    PGDATABASE: database,
    PGSSLMODE: given.get("sslmode") ?? (given.get("ssl") === "true" ? "require" : undefined),
    PGSSLROOTCERT: given.get("sslrootcert"),
    PGSSLCERT: given.get("sslcert"),
    PGSSLKEY: given.get("sslkey"),
    PGAPPNAME: "eigenwatch-backup",
    // Dates and times are compared by their text.
    PGTZ: "UTC",
  });
}
