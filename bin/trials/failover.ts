import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import postgres from "postgres";
import { formatNumber } from "@/server/format";
import { killLaunched } from "../testing/launch";
import { USERS } from "./databases";
import {
  type Cluster,
  lacksCluster,
  NODES,
  type NodeName,
  secondsUntil,
  startCluster,
} from "./failover/cluster";
import { makeDatabases, operatorsOf, startInstance } from "./failover/instance";
import { sendVisitors } from "./failover/visitors";
import { hold, type Trial } from "./trial";

/** Writes before each primary goes away. */
const WRITES = 80;

/** Three nodes of Patroni lose their primary three times while people write and read. */
export const failover: Trial = {
  says: "Patroni on three nodes, both databases: the primary is killed twice and hangs once, under writes.",
  lacks: lacksCluster,
  run: async (log) => {
    const cluster = await startCluster();
    const folder = await mkdtemp(join(tmpdir(), "eigenwatch-failover-data-"));
    try {
      const seconds = await secondsUntil(120, "three nodes serve", () => isWhole(cluster));
      log(`three nodes serve after ${formatNumber(seconds)} s`);
      await tryOut(cluster, folder, log);
    } catch (error) {
      for (const name of NODES) log(`${name}: ${await cluster.logOf(name)}`);
      throw error;
    } finally {
      await killLaunched();
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function tryOut(cluster: Cluster, folder: string, log: (line: string) => void) {
  const urls = await makeDatabases(cluster);
  const instance = await startInstance(urls, folder);
  try {
    await loseThrice(cluster, instance.site, urls.ANALYTICS_DATABASE_URL, log);
  } catch (error) {
    log(instance.said().slice(-5000));
    throw error;
  }
}

async function loseThrice(cluster: Cluster, site: string, analyticsUrl: string, log: (line: string) => void) {
  const admin = postgres(cluster.url(USERS), { max: 2, onnotice: () => {} });
  const visitors = await sendVisitors(site, admin, await operatorsOf(analyticsUrl));
  const write = async (most: number) => {
    const before = visitors.acknowledged();
    await secondsUntil(most, `${WRITES} writes`, async () => visitors.acknowledged() >= before + WRITES);
  };
  try {
    for (const way of ["kill", "kill", "freeze"] as const) {
      await write(120);
      const primary = await primaryOf(cluster);
      await cluster[way](primary);
      await secondsUntil(
        60,
        "a new primary",
        async () => (await primaryOf(cluster).catch(() => primary)) !== primary,
      );
      await write(120);
      if (way === "freeze") await cluster.kill(primary);
      cluster.start(primary);
      const rejoined = await secondsUntil(120, `${primary} joins again`, () => isWhole(cluster));
      log(
        `${primary}, the primary, ${way === "kill" ? "is killed" : "hangs"}: no write is acknowledged for ${formatNumber(visitors.longestPause())} s; it joins again as a replica in ${formatNumber(rejoined)} s`,
      );
    }
    await setTimeout(2000);
  } finally {
    await visitors.stop();
    for (const line of visitors.lines()) log(line);
    log(`readiness: ${[...visitors.states].join(", ")}; ${[...visitors.faults].join(" ")}`);
  }
  const { rows, events } = await visitors.compare();
  await admin.end();
  log(
    `${visitors.acknowledged()} writes acknowledged; ${rows} rows and ${events} events are all in the database`,
  );
  hold(visitors.acknowledged() >= 350, "350 writes are acknowledged");
  hold(visitors.odd.length === 0, `no answer is out of place: ${JSON.stringify(visitors.odd.slice(0, 10))}`);
  hold(
    [...visitors.states].every((state) => ["ready", "degraded"].includes(state)) &&
      visitors.states.has("degraded"),
    "readiness is degraded meanwhile",
  );
}

const primaryOf = async (cluster: Cluster): Promise<NodeName> => {
  const leader = (await cluster.members()).find(
    ({ role, state }) => role === "leader" && state === "running",
  );
  if (!leader) throw new Error("There is no primary.");
  return leader.name;
};

/** Returns whether all nodes serve on one timeline, one of them as the primary and one as its synchronous standby. */
async function isWhole(cluster: Cluster): Promise<boolean> {
  const members = await cluster.members();
  const serving = members.filter(({ state }) => ["running", "streaming"].includes(state));
  return (
    serving.length === NODES.length &&
    new Set(serving.map(({ timeline }) => timeline)).size === 1 &&
    ["leader", "sync_standby"].every((role) => serving.some((member) => member.role === role))
  );
}
