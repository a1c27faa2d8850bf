import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { childEnvironment } from "@/server/settings/environment";
import type { Ended, Server, StopSignal } from "./supervise";

const ANSWER_SECONDS = 120;
const STOP_MILLISECONDS = 7000;

/**
 * Ends a process whose standard input closes, so that its children stop and free the port, without delay, however the
 * launcher dies. Workers inherit the flag from their parent, so only a direct child of the launcher listens.
 */
const leash = `if (process.ppid === ${process.pid}) process.stdin.on('end', () => process.kill(process.pid, 'SIGINT')).resume().unref()`;

/**
 * Returns the command line of one of next's commands, without a shell or npx in between, which would swallow
 * signals. Its standard input has to be a pipe of ours.
 */
export function nextCommand(...args: string[]): [string, string[]] {
  const next = join(process.cwd(), "node_modules/next/dist/bin/next");
  return [process.execPath, [`--import=data:text/javascript,${encodeURIComponent(leash)}`, next, ...args]];
}

const imageServer = () => join(process.cwd(), "server.js");

/** Whether this is the image's tree, which has a built server and no sources to build: see bin/image/run.sh. */
export const isImage = () => existsSync(imageServer());

/** Returns the command line of the web server: the image's own, or else next's. */
function serverCommand(port: number, dev: boolean): [string, string[]] {
  const [program, [leashed = "", ...next]] = nextCommand(dev ? "dev" : "start", "-p", String(port));
  return [program, isImage() ? [leashed, imageServer()] : [leashed, ...next]];
}

/** Stops a part that was started. */
export type Undo = () => Promise<void>;

/**
 * Starts the web server on a port. Returns how to wait until it answers or ends, and how to stop it: at SIGTERM it
 * serves for `delaySeconds` more.
 */
export function startServer(
  { port, dev, delaySeconds }: { port: number; dev: boolean; delaySeconds: number },
  environment: Record<string, string>,
): Server {
  const [program, args] = serverCommand(port, dev);
  const child = spawn(program, args, {
    stdio: ["pipe", dev ? "inherit" : "pipe", "inherit"],
    env: childEnvironment(
      // Next would cut idle connections at the first signal; server/startup.ts drains them.
      {
        ...environment,
        // The image's server reads both. A container engine sets HOSTNAME to the container's name.
        ...(isImage() && { PORT: String(port), HOSTNAME: "0.0.0.0" }),
        ...(dev ? { NODE_ENV: "development" } : { NODE_ENV: "production", NEXT_MANUAL_SIG_HANDLE: "true" }),
      },
      { PUBLIC_URL: `http://localhost:${port}` },
    ),
  });
  // next announces itself in several lines; the launcher prints one and passes on later output.
  let isReady = false;
  child.stdout?.on("data", (chunk) => {
    if (isReady) process.stdout.write(chunk);
  });
  const ended = once(child, "exit").then(([code, signal]): Ended => ({ code, signal }));
  const untilAnswers = async () => {
    for (let tries = 0; tries < ANSWER_SECONDS * 10 && !hasEnded(child); tries++) {
      if (await answers(port)) {
        isReady = true;
        return true;
      }
      await setTimeout(100);
    }
    return false;
  };
  return {
    answers: untilAnswers(),
    ended,
    stop: async (signal) => await stopProcess(child, signal, delaySeconds),
  };
}

/** Asks a process to stop, and kills it after 7 seconds; at SIGTERM after `delaySeconds` more. */
export async function stopProcess(
  child: ChildProcess,
  signal: StopSignal = "SIGINT",
  delaySeconds = 0,
): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, "exit");
  child.kill(signal);
  const patience = STOP_MILLISECONDS + (signal === "SIGTERM" ? delaySeconds * 1000 : 0);
  await Promise.race([ended, setTimeout(patience, undefined, { ref: false })]);
  if (hasEnded(child)) return;
  child.kill("SIGKILL");
  await ended;
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

async function answers(port: number) {
  return await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(5000) }).then(
    (response) => response.ok,
    () => false,
  );
}
