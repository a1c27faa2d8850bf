import { defineConfig } from "@playwright/test";
import { browserPath, lanName } from "./e2e/browser";
import { mailPort, port, relayPort } from "./e2e/ports";

/** Tests of people's journeys in a real browser, on the production build and the demo that other tests use too. */
export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: {
    baseURL: `http://localhost:${port}`,
    launchOptions: {
      executablePath: await browserPath(),
      args: [
        "--no-sandbox",
        "--headless=shell",
        "--disable-background-networking",
        "--disable-component-update",
        `--host-resolver-rules=MAP ${lanName} 127.0.0.1`,
      ],
    },
    trace: "retain-on-failure",
    colorScheme: "light",
  },
  projects: [
    { name: "desktop", testIgnore: /phone|deployment/, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: "phone",
      testMatch: /phone/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
    {
      // It builds, which takes both cores, so it waits for the others. Alone: --project deployment --no-deps
      name: "deployment",
      testMatch: /deployment.*\.spec\.ts/,
      dependencies: ["desktop", "phone"],
      use: { viewport: { width: 1440, height: 900 } },
    },
  ],
  webServer: {
    command: "node --import tsx bin/start.ts",
    url: `http://localhost:${port}/api/health/ready`,
    env: {
      PORT: String(port),
      DATA_DIR: ".data/test",
      PUBLIC_URL: `http://localhost:${port}`,
      LOG_LEVEL: "error",
      RATE_LIMIT_FACTOR: "100",
      WALLETCONNECT_PROJECT_ID: "0123456789abcdef0123456789abcdef",
      WALLETCONNECT_RELAY_URL: `ws://localhost:${relayPort}`,
      SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    },
    timeout: 1_200_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    stdout: "pipe",
  },
});
