import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { childEnvironment } from "@/server/settings/environment";

const children: ChildProcess[] = [];

/** Kills processes that a test left running. */
export async function killLaunched(): Promise<void> {
  for (const child of children.filter(
    ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
  )) {
    child.kill("SIGKILL");
    await once(child, "close");
  }
}

/** Runs the launcher with exactly these settings, by default of this version; another one is in another folder. */
export function launch(settings: Record<string, string>, folder = process.cwd()) {
  const none = {
    ANALYTICS_DATABASE_URL: "",
    USER_DATABASE_URL: "",
    DATABASE_URL: "",
    MIGRATION_DATABASE_URL: "",
    REDIS_URL: "",
  };
  const env = childEnvironment({ ...none, NODE_ENV: "production", DEMO_SCALE: "0.02", ...settings });
  const child = spawn(process.execPath, ["--import", "tsx", "bin/start.ts"], {
    cwd: folder,
    env,
    stdio: "pipe",
  });
  children.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
  const ended = once(child, "close").then(([code]) => Number(code));
  const says = async (words: string) => {
    const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
    // The limit is far above any build; what was said by then tells where it stands.
    await until(async () => said.includes(words) || hasEnded(), 300).catch(() => {});
    if (said.includes(words)) return;
    throw new Error(`${hasEnded() ? "It ended" : "It goes on"} without saying "${words}":\n${said}`);
  };
  return { child, ended, says, said: () => said };
}

/** Waits until a condition holds. The limit only ends a test that would fail anyway; it measures nothing. */
export async function until(holds: () => Promise<boolean>, seconds = 120): Promise<void> {
  for (const start = Date.now(); Date.now() - start < seconds * 1000; await setTimeout(20))
    if (await holds()) return;
  throw new Error(`It did not happen within ${seconds} s: ${holds}`);
}
