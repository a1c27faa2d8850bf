import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { childEnvironment } from "../postgres/env";

/**
 * Ends a process whose standard input closes: however the launcher dies, its children go too, and free the port.
 * Workers inherit the flag from their parent, so only a child of the launcher itself listens.
 */
const leash = `if (process.ppid === ${process.pid}) process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume().unref()`;

/**
 * The command line of one of next's commands, without a shell or npx in between that would keep signals. Its standard
 * input has to be a pipe of ours.
 */
export function nextCommand(...args: string[]): [string, string[]] {
  const next = join(process.cwd(), "node_modules/next/dist/bin/next");
  return [process.execPath, [`--import=data:text/javascript,${encodeURIComponent(leash)}`, next, ...args]];
}

/** Stops something that was started. */
export type Undo = () => Promise<void>;

/** Starts the web server and returns once it answers; throws when it ends before that. */
export async function serve(
  port: number,
  dev: boolean,
  environment: Record<string, string>,
  later: (undo: Undo) => void,
): Promise<ChildProcess> {
  const [program, args] = nextCommand(dev ? "dev" : "start", "-p", String(port));
  const child = spawn(program, args, {
    stdio: ["pipe", dev ? "inherit" : "pipe", "inherit"],
    env: childEnvironment(
      // Next would cut idle connections at the first signal; server/startup.ts drains them.
      { ...environment, ...(dev ? {} : { NEXT_MANUAL_SIG_HANDLE: "true" }) },
      { PUBLIC_URL: `http://localhost:${port}` },
    ),
  });
  later(async () => await stopProcess(child));
  // next announces itself in several lines; the launcher says it in one, and passes on what comes later.
  let isReady = false;
  child.stdout?.on("data", (chunk) => {
    if (isReady) process.stdout.write(chunk);
  });
  for (let tries = 0; tries < 1200; tries++) {
    if (child.exitCode !== null)
      throw new Error(`The web server ended with code ${child.exitCode} before it answered.`);
    if (await answers(port)) {
      isReady = true;
      return child;
    }
    await setTimeout(100);
  }
  throw new Error("The web server did not answer within two minutes.");
}

/** Lets the process finish its work, but for 7 seconds at most. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await Promise.race([ended, setTimeout(7000, undefined, { ref: false })]);
  if (child.exitCode === null && child.signalCode === null) {
    child.kill("SIGKILL");
    await ended;
  }
}

async function answers(port: number) {
  return await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(5000) }).then(
    (response) => response.ok,
    () => false,
  );
}
