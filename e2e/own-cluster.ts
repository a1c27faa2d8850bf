import { rm } from "node:fs/promises";
import { type Cluster, openCluster } from "../db/postgres/embedded/cluster";
import { findEngine, reachableFolder } from "../db/postgres/embedded/engine";

/** Starts a new Postgres in a folder. Returns it, and how to stop and remove it. */
export async function openOwnCluster(
  dataDir: string,
): Promise<{ cluster: Cluster; clear: () => Promise<void> }> {
  await removeCluster(dataDir);
  const cluster = await openCluster(dataDir);
  const clear = async () => {
    await cluster.stop().catch(() => {});
    await removeCluster(dataDir);
  };
  return { cluster, clear };
}

/** Removes the folder, and Postgres's files where they are elsewhere. */
export async function removeCluster(dataDir: string) {
  for (const folder of [await reachableFolder(await findEngine(), dataDir), dataDir])
    await rm(folder, { recursive: true, force: true });
}
