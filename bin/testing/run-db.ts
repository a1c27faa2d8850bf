import { spawn } from "node:child_process";
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
