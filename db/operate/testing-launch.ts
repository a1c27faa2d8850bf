import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { childEnvironment } from "../postgres/env";

const children: ChildProcess[] = [];

/** Ends what a test left running. */
export async function killLaunched(): Promise<void> {
  for (const child of children.filter(
    ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
  )) {
    child.kill("SIGKILL");
    await once(child, "close");
  }
}

/** Runs the launcher with these settings and none of ours. */
export function launch(settings: Record<string, string>) {
  const none = {
    ANALYTICS_DATABASE_URL: "",
    USER_DATABASE_URL: "",
    DATABASE_URL: "",
    MIGRATION_DATABASE_URL: "",
  };
  const env = childEnvironment({ ...none, NODE_ENV: "production", DEMO_SCALE: "0.02", ...settings });
  const child = spawn(process.execPath, ["--import", "tsx", "db/operate/start.ts"], { env, stdio: "pipe" });
  children.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
  const ended = once(child, "close").then(([code]) => Number(code));
  const says = async (words: string, seconds: number) => {
    for (const start = Date.now(); Date.now() - start < seconds * 1000; await setTimeout(20)) {
      if (said.includes(words)) return;
      if (child.exitCode !== null) break;
    }
    throw new Error(`It did not say "${words}" but:\n${said}`);
  };
  return { child, ended, says, said: () => said };
}
