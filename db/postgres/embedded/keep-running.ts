import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

const LOOK_MILLISECONDS = 1000;
const LONGEST_SECONDS = 60;

/**
 * Restarts a Postgres whenever its process is gone, with growing pauses while that fails, until the signal
 * aborts. `start` rejects with the reason when Postgres does not start.
 */
export async function keepServerRunning(
  folder: string,
  start: () => Promise<void>,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const wait = (milliseconds: number) =>
    setTimeout(milliseconds, true, { signal, ref: false }).catch(() => false);
  let failures = 0;
  while (await wait(LOOK_MILLISECONDS)) {
    if (await isAlive(folder)) continue;
    log("Our own Postgres ended. Restarting it.");
    try {
      await start();
      failures = 0;
      log("Our own Postgres answers again.");
    } catch (error) {
      const seconds = Math.min(2 ** failures, LONGEST_SECONDS);
      failures += 1;
      log(`${error instanceof Error ? error.message : String(error)} Trying again in ${seconds} s.`);
      await wait(seconds * 1000);
    }
  }
}

/** Returns whether the process in Postgres's pid file exists, also under another user. */
async function isAlive(folder: string): Promise<boolean> {
  const noted = await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => "");
  const process_ = Number(noted.split("\n", 1)[0]);
  if (!process_) return false;
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
