import postgres, { type Sql } from "postgres";
import { ensureDemo } from "../db/demo/load";
import { openOwnCluster } from "./own-cluster";
import { port } from "./ports";
import { startSecondServer } from "./second-server";

const SCALE = 0.02;
const smallPort = port + 1;
export const smallUrl = `http://localhost:${smallPort}`;
export type SmallDemoServer = { dataDir: string; stop: () => Promise<void> };

/**
 * Starts an EigenWatch over a small demo of its own. `change` edits its analytics database, as the owner, before
 * anybody reads it.
 */
export async function startSmallDemoServer(
  change: (pipeline: Sql) => Promise<void>,
): Promise<SmallDemoServer> {
  const dataDir = `.data/small-${smallPort}`;
  const { cluster, clear } = await openOwnCluster(dataDir);
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
