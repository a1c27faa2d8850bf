import type { TestProject } from "vitest/node";
import { ensureDemo } from "../demo/load";
import { openCluster } from "../postgres/embedded/cluster";
import { testDataDir } from "../postgres/env";

declare module "vitest" {
  interface ProvidedContext {
    /** The URL of the demo's analytics database, as its owner. */
    demoUrl: string;
    /** The URL of the same database, as the reader, which is the web application's role. */
    demoReaderUrl: string;
  }
}

/** Fills the whole demo at scale 1 once, in the data folder that the browser tests use too. */
export default async function setup(project: TestProject) {
  const cluster = await openCluster(testDataDir(), console.log);
  try {
    await ensureDemo({ url: cluster.analyticsOwnerUrl, log: console.log });
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  project.provide("demoUrl", cluster.analyticsOwnerUrl);
  project.provide("demoReaderUrl", cluster.analyticsReaderUrl);
  return cluster.stop;
}
