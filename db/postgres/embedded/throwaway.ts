import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findEngine, reachableFolder } from "./engine";
import { freePort, initServer, startServer, stopServer, superuser } from "./server";

export type ThrowawayPostgres = {
  /** Returns the superuser's URL for one database. */
  url: (database: string) => string;
  /** Restarts it as a standby without a primary, as a failing-over one is for a while; `pg_promote()` ends that. */
  restartAsStandby: () => Promise<void>;
  stop: () => Promise<void>;
};

/**
 * Starts an empty Postgres in a temporary folder, fast and unsafe (no fsync), removed when stopped. Takes about a
 * second.
 */
export async function startThrowawayPostgres(): Promise<ThrowawayPostgres> {
  const engine = await findEngine();
  const temporary = await mkdtemp(join(tmpdir(), "eigenwatch-postgres-"));
  if (engine.runAs) await chmod(temporary, 0o711);
  const folder = await reachableFolder(engine, temporary);
  const data = join(folder, "data");
  const password = randomBytes(18).toString("base64url");
  const port = await freePort();

  const stop = async () => {
    await stopServer(engine, data, "immediate");
    await rm(temporary, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
  const start = async () =>
    await startServer(engine, data, port, {
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
      max_connections: 200,
      shared_buffers: "128MB",
    });
  try {
    await initServer(engine, data, password);
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  const restartAsStandby = async () => {
    await stopServer(engine, data);
    await writeFile(join(data, "standby.signal"), "");
    await start();
  };
  const url = (database: string) => `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`;
  return { url, restartAsStandby, stop };
}
