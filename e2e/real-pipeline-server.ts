import { readFile } from "node:fs/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { everyHabit } from "../db/testing/habits/every-habit";
import { writeWorld } from "../db/testing/habits/write-world";
import * as schema from "../drizzle/analytics/schema";
import { openOwnCluster } from "./own-cluster";
import { port } from "./ports";
import { startSecondServer } from "./second-server";

const realPipelinePort = port + 3;
export const realPipelineUrl = `http://localhost:${realPipelinePort}`;
export type RealPipelineServer = {
  dataDir: string;
  /** Creates the tables of the contract, without rows. */
  makeTables: () => Promise<void>;
  /** Writes the habit tests' small world, with all habits of a real pipeline together. */
  writeRows: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Starts an EigenWatch over an analytics database without tables, which its pipeline fills later. */
export async function startRealPipelineServer(): Promise<RealPipelineServer> {
  const dataDir = `.data/real-pipeline-${realPipelinePort}`;
  const { cluster, clear } = await openOwnCluster(dataDir);
  const pipeline = postgres(cluster.analyticsOwnerUrl, { max: 1, onnotice: () => {} });
  const end = async () => {
    await pipeline.end();
    await clear();
  };
  const stopServer = await startSecondServer(
    realPipelinePort,
    {
      ANALYTICS_DATABASE_URL: cluster.analyticsReaderUrl,
      USER_DATABASE_URL: cluster.userApplicationUrl,
      MIGRATION_DATABASE_URL: cluster.userMigratorUrl,
    },
    // It serves, but is not ready, while tables of the contract are missing.
    { until: "/api/health" },
  ).catch(async (error) => {
    await end();
    throw error;
  });
  return {
    dataDir,
    async makeTables() {
      await pipeline.unsafe(await readFile("db/demo/contract.sql", "utf8"));
    },
    async writeRows() {
      const owner = drizzle(pipeline, { schema });
      await owner.transaction(async (transaction) => {
        // A transaction writes rows as its client does, and only the client's other methods are missing.
        await writeWorld(transaction as unknown as typeof owner);
        await everyHabit(transaction);
      });
    },
    async stop() {
      await stopServer();
      await end();
    },
  };
}
