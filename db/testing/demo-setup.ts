import type { TestProject } from "vitest/node";
import { ensureDemo } from "../demo/load";
import { openCluster } from "../postgres/embedded/cluster";
import { testDataDir } from "../postgres/env";

declare module "vitest" {
  interface ProvidedContext {
    /** The demo's analytics database, as its owner. */
    demoUrl: string;
    /** The same as the reader, who is what the web application is. */
    demoReaderUrl: string;
  }
}

/** The whole demo at scale 1, filled once and kept in the folder that the browser tests serve from. */
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
