import { readFile } from "node:fs/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { freePort } from "@/db/postgres/embedded/server";
import { writeWorld } from "@/db/testing/habits/write-world";
import { insertOperator } from "@/db/testing/rows";
import * as schema from "@/drizzle/analytics/schema";
import { launch } from "../../testing/launch";
import { makeInstallation, type TrialServer } from "../databases";

/** People watch these, besides those of a small world with histories. */
const OPERATORS = 150;
const quiet = { max: 1, onnotice: () => {} };

/** Makes both databases on a server, with operators to watch. Returns the settings of an instance. */
export async function makeDatabases(server: TrialServer) {
  const { ownerUrl, urls } = await makeInstallation(server);
  const pipeline = postgres(ownerUrl, quiet);
  await pipeline.unsafe(await readFile("db/demo/contract.sql", "utf8"));
  const owner = drizzle(pipeline, { schema });
  await writeWorld(owner);
  for (let number = 0; number < OPERATORS; number++) await insertOperator(owner, { tvsUsd: number });
  await pipeline.end();
  return urls;
}

/** Returns the addresses of operators that can be watched. */
export async function operatorsOf(analyticsUrl: string): Promise<string[]> {
  const reader = postgres(analyticsUrl, quiet);
  const rows = await reader`select address from operators order by id`;
  await reader.end();
  return rows.map(({ address }) => address);
}

/** Starts an instance that people are not limited in using, and waits until it serves, also without its databases. */
export async function startInstance(urls: Record<string, string>, folder: string) {
  const port = await freePort();
  const site = `http://localhost:${port}`;
  const instance = launch({
    ...urls,
    NEXTAUTH_SECRET: "b1946ac92492d2347c6235b4d2611184",
    DATA_DIR: folder,
    PORT: String(port),
    // Modules of other trials set it for this process.
    NEXTAUTH_URL: site,
    RATE_LIMIT_FACTOR: "10000",
  });
  await instance.says(`at ${site}`);
  return { site, said: instance.said };
}
