import type { TestProject } from "vitest/node";
import { startTestPostgres, type TestPostgres } from "./test-postgres";

declare module "vitest" {
  interface ProvidedContext {
    testPostgres: TestPostgres;
  }
}

/** Starts one Postgres for the whole run. */
export default async function setup(project: TestProject) {
  const { admin, passwords, stop } = await startTestPostgres();
  project.provide("testPostgres", { admin, passwords });
  return stop;
}
