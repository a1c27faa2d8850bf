import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const resolve = {
  alias: {
    "@": fileURLToPath(new URL(".", import.meta.url)),
    "server-only": fileURLToPath(new URL("./node_modules/server-only/empty.js", import.meta.url)),
  },
};

/**
 * The end of a test's name says what it needs: `unit` nothing, which is fast and part of `npm run check`, `database` an
 * empty Postgres, `demo` one with the whole demo, `process` real processes. The last two run after the others.
 */
export default defineConfig({
  resolve,
  test: {
    // Tests wait for Postgres more than they compute, so one worker per core leaves a core idle.
    maxWorkers: 4,
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          sequence: { groupOrder: 0 },
          env: { LOG_LEVEL: "silent" },
          include: ["{app,server,db,bin}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.{database,demo,process}.test.{ts,tsx}"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        test: {
          name: "database",
          sequence: { groupOrder: 0 },
          env: { LOG_LEVEL: "silent" },
          include: ["{app,server,db,bin}/**/*.database.test.{ts,tsx}"],
          globalSetup: ["db/testing/setup.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // What joins both databases, in an installation that has one for both.
        resolve,
        test: {
          name: "one-database",
          sequence: { groupOrder: 0 },
          env: { LOG_LEVEL: "silent", TEST_DATABASES: "one" },
          include: [
            "server/account/**/*.database.test.ts",
            "db/analytics/{client,read-only}.database.test.ts",
          ],
          globalSetup: ["db/testing/setup.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        test: {
          name: "demo",
          sequence: { groupOrder: 1 },
          include: ["{app,server,db,bin}/**/*.demo.test.ts"],
          benchmark: { include: ["{server,db,bin}/**/*.bench.ts"] },
          globalSetup: ["db/testing/demo-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
      {
        resolve,
        test: {
          name: "process",
          sequence: { groupOrder: 2 },
          include: ["{server,db,bin}/**/*.process.test.ts"],
          // Each is mostly one process that waits for another.
          maxWorkers: 2,
          globalSetup: ["db/testing/setup.ts"],
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});
