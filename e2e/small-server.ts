import { rm } from "node:fs/promises";
import postgres, { type Sql } from "postgres";
import { ensureDemo } from "../db/demo/load";
import { openCluster } from "../db/postgres/embedded/cluster";
import { findEngine, reachableFolder } from "../db/postgres/embedded/engine";
import { port } from "./ports";
import { startSecondServer } from "./second-server";

const SCALE = 0.02;
const smallPort = port + 1;
export const smallUrl = `http://localhost:${smallPort}`;
export type SmallServer = { dataDir: string; stop: () => Promise<void> };

/**
 * An EigenWatch over a small demo of its own. What `change` does to that analytics database, as the pipeline that owns
 * it, stands before anybody reads it.
 */
export async function startSmallServer(change: (pipeline: Sql) => Promise<void>): Promise<SmallServer> {
  const dataDir = `.data/small-${smallPort}`;
  await remove(dataDir);
  const cluster = await openCluster(dataDir);
  const clear = async () => {
    await cluster.stop().catch(() => {});
    await remove(dataDir);
  };
  try {
    await ensureDemo({ url: cluster.analyticsOwnerUrl, scale: SCALE, log: () => {} });
    const pipeline = postgres(cluster.analyticsOwnerUrl, { max: 1 });
    await change(pipeline).finally(() => pipeline.end());
    const stopServer = await startSecondServer(smallPort, { DATA_DIR: dataDir, DEMO_SCALE: String(SCALE) });
    const stop = async () => {
      await stopServer();
      await clear();
    };
    return { dataDir, stop };
  } catch (error) {
    await clear();
    throw error;
  }
}

/** The folder, and Postgres's files where its user could not enter it. */
async function remove(dataDir: string) {
  for (const folder of [await reachableFolder(await findEngine(), dataDir), dataDir])
    await rm(folder, { recursive: true, force: true });
}
