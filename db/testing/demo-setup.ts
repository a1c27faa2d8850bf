import type { TestProject } from "vitest/node";
import { ensureDemo } from "../demo/load";
import { parseConnectionUrl } from "../postgres/connection-url";
import { openCluster } from "../postgres/embedded/cluster";
import { testDataDir } from "../postgres/env";
import { migrateUsers } from "../user/migrations/migrate";

declare module "vitest" {
  interface ProvidedContext {
    /** The URL of the demo's analytics database, as its owner. */
    demoUrl: string;
    /** The URL of the same database, as the reader, which is the web application's role. */
    demoReaderUrl: string;
    /** The URL of the user database beside it, as the application. */
    demoUserUrl: string;
  }
}

/** Fills the whole demo at scale 1 once, in the data folder that the browser tests use too. */
export default async function setup(project: TestProject) {
  const cluster = await openCluster(testDataDir(), console.log);
  try {
    await ensureDemo({ url: cluster.analyticsOwnerUrl, log: console.log });
    const applicationRole = parseConnectionUrl(cluster.userApplicationUrl).user;
    await migrateUsers({ url: cluster.userMigratorUrl, applicationRole });
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  project.provide("demoUrl", cluster.analyticsOwnerUrl);
  project.provide("demoReaderUrl", cluster.analyticsReaderUrl);
  project.provide("demoUserUrl", cluster.userApplicationUrl);
  return cluster.stop;
}
