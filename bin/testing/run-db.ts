import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { childEnvironment } from "@/server/settings/environment";

/** Runs `npm run db -- …words` with exactly these settings. Returns its exit code and both outputs. */
export const runDb = (settings: Record<string, string>, ...words: string[]) =>
  runScript("bin/db.ts", settings, ...words);

/** Runs one of our commands with exactly these settings. Returns its exit code and both outputs. */
export async function runScript(script: string, settings: Record<string, string>, ...words: string[]) {
  const none = {
    ANALYTICS_DATABASE_URL: "",
    USER_DATABASE_URL: "",
    DATABASE_URL: "",
    MIGRATION_DATABASE_URL: "",
    REDIS_URL: "",
  };
  const child = spawn(process.execPath, ["--import", "tsx", script, ...words], {
    env: childEnvironment({ ...none, ...settings }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once("close", resolve)),
  ]);
  return { code, out, err };
}

/** Runs `npm run db -- …words`, and kills it as soon as it says this line. Nothing of it can react. */
export async function killDbAt(line: RegExp, ...words: string[]): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", "bin/db.ts", ...words], {
    env: childEnvironment({}),
    stdio: ["ignore", "ignore", "pipe"],
  });
  for await (const said of createInterface(child.stderr)) if (line.test(said)) child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "close");
}
