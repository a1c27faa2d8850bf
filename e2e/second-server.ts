import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { childEnvironment } from "@/server/settings/environment";

const PATIENCE_SECONDS = 600;
const NO_DATABASES = { ANALYTICS_DATABASE_URL: "", DATABASE_URL: "", USER_DATABASE_URL: "" };

type Options = {
  /** Receives the server's output; printed by default. */
  hear?: (text: string) => void;
  /** Another checkout, which is built if it has changed. */
  folder?: string;
  /** The path that has to answer before the server counts as started. */
  until?: string;
};

/** Starts another EigenWatch, by default of the same build. Returns how to stop it. */
export async function startSecondServer(
  port: number,
  settings: Record<string, string>,
  { hear, folder, until = "/api/health/ready" }: Options = {},
): Promise<() => Promise<void>> {
  const url = `http://localhost:${port}`;
  const env = childEnvironment({
    ...NO_DATABASES,
    NODE_ENV: "production",
    PORT: String(port),
    PUBLIC_URL: url,
    LOG_LEVEL: "error",
    RATE_LIMIT_FACTOR: "100",
    ...settings,
  });
  const child = spawn(process.execPath, ["--import", "tsx", "bin/start.ts"], {
    cwd: folder,
    env,
    stdio: hear ? "pipe" : "inherit",
  });
  for (const stream of [child.stdout, child.stderr]) if (hear) stream?.setEncoding("utf8").on("data", hear);
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  for (let waited = 0; waited < PATIENCE_SECONDS * 10 && child.exitCode === null; waited++) {
    if ((await fetch(`${url}${until}`).catch(() => undefined))?.ok) return stop;
    await setTimeout(100);
  }
  await stop();
  throw new Error(`The server at ${url} did not start.`);
}
