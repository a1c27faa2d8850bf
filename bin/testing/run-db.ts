import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { childEnvironment } from "@/server/settings/environment";

const NONE = {
  ANALYTICS_DATABASE_URL: "",
  USER_DATABASE_URL: "",
  DATABASE_URL: "",
  MIGRATION_DATABASE_URL: "",
  REDIS_URL: "",
};

/** Runs `npm run db -- …words` with exactly these settings. Returns its exit code and both outputs. */
export const runDb = (settings: Record<string, string>, ...words: string[]) =>
  runScript("bin/db.ts", settings, ...words);

/** Runs one of our commands with exactly these settings. Returns its exit code and both outputs. */
export async function runScript(script: string, settings: Record<string, string>, ...words: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", script, ...words], {
    env: childEnvironment({ ...NONE, ...settings }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once("close", resolve)),
  ]);
  return { code, out, err };
}

/**
 * Runs `npm run db -- …words`, which kills itself at the moment it says this line: nothing of it can react, and no
 * second line can pass. Throws if it ends in another way.
 */
export async function killDbAt(line: RegExp, settings: Record<string, string>, ...words: string[]) {
  const planted = `const say = console.error;
    console.error = (line) => { say(line); if (${line}.test(line)) process.kill(process.pid, "SIGKILL"); };`;
  const preload = `data:text/javascript,${encodeURIComponent(planted)}`;
  const child = spawn(process.execPath, ["--import", "tsx", "--import", preload, "bin/db.ts", ...words], {
    env: childEnvironment({ ...NONE, ...settings }),
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [said] = await Promise.all([text(child.stderr), once(child, "close")]);
  if (child.signalCode !== "SIGKILL") throw new Error(`It ended without saying ${line}: ${said}`);
}
