import { readFile } from "node:fs/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { who } from "../db/testing/habits/world";
import { writeWorld } from "../db/testing/habits/write-world";
import * as schema from "../drizzle/analytics/schema";
import { type LocalChain, startLocalChain } from "../server/chain/testing/local-chain";
import { openOwnCluster } from "./own-cluster";
import { port } from "./ports";
import { startSecondServer } from "./second-server";

const chainPort = port + 6;
export const chainUrl = `http://localhost:${chainPort}`;
export type ChainServer = { dataDir: string; chain: LocalChain; stop: () => Promise<void> };

const NOBODY = `0x${"0".repeat(40)}`;
const WAD = 10n ** 18n;
/** A day of blocks after the newest one of the rows. */
const FIRST_BLOCK = 25_475_800;

/** Starts an EigenWatch over the habit tests' small world, which compares it with a chain of its own. */
export async function startChainServer(): Promise<ChainServer> {
  const dataDir = `.data/chain-${chainPort}`;
  const [{ cluster, clear }, chain] = await Promise.all([
    openOwnCluster(dataDir),
    startLocalChain(1, FIRST_BLOCK),
  ]);
  const end = async () => {
    await Promise.all([clear(), chain.stop()]);
  };
  try {
    const pipeline = postgres(cluster.analyticsOwnerUrl, { max: 1, onnotice: () => {} });
    await pipeline.unsafe(await readFile("db/demo/contract.sql", "utf8"));
    await writeWorld(drizzle(pipeline, { schema }));
    await pipeline.end();
    await writeChain(chain);
    const stopServer = await startSecondServer(chainPort, {
      ANALYTICS_DATABASE_URL: cluster.analyticsReaderUrl,
      USER_DATABASE_URL: cluster.userApplicationUrl,
      MIGRATION_DATABASE_URL: cluster.userMigratorUrl,
      DATA_DIR: dataDir,
      CHAIN_CHECKS: "true",
      CHAIN_CALLS_PER_MINUTE: "1000",
      RPC_URL_1: chain.url,
    });
    return {
      dataDir,
      chain,
      stop: async () => {
        await stopServer();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Writes what the contracts say of the world: some of it as the rows do, some of it newer, some of it impossible. */
async function writeChain({
  place,
  allocationManager,
  rewardsCoordinator,
  delegationManager,
  client,
}: LocalChain) {
  const safe = await place("Safe", `0x${"5a".repeat(20)}`);
  await allocationManager.set("setDelay", who.steady, 75, true, 126_000, FIRST_BLOCK + 100_000);
  await allocationManager.set("setMagnitudes", who.steady, who.usd, (WAD * 9n) / 10n, WAD / 2n);
  await allocationManager.set("setMagnitudes", who.slashed, who.usd, (WAD * 6n) / 10n, 0n);
  await allocationManager.set("setSet", who.eigenDa, 0, safe.address, NOBODY, 0, who.eigenDa);
  for (const operator of [who.steady, who.slashed])
    for (const avs of [NOBODY, who.eigenDa, who.sets, who.quiet])
      await rewardsCoordinator.set("setSplit", operator, avs, 1000);
  await delegationManager.set("setStaker", who.steady, who.steady, who.usd, 900n * WAD);
  await delegationManager.set("queue", who.steady, who.slashed, FIRST_BLOCK - 7200, who.usd, 25n * WAD);
  // The background asks at a block that is final: 64 have to come after it.
  await client.mine({ blocks: 70 });
}
