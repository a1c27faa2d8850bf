import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Holder, holdLock, type Lock } from "./lock";

/** The end of a command's description of itself: it lets go of the folder as soon as its work is done. */
const FOR_A_MOMENT = ", for a moment";
const LOOK_MILLISECONDS = 200;
const MOST_MILLISECONDS = 300_000;

export const asCommand = (command: string) => command + FOR_A_MOMENT;
export const isCommand = (heldBy: string) => heldBy.endsWith(FOR_A_MOMENT);

/**
 * Takes the folder of the embedded Postgres until it is released, and waits up to five minutes for commands that have
 * it. Returns the holder's description of itself if it is an instance, or a command that takes longer.
 */
export async function holdDataFolder(
  dataDir: string,
  whoAmI: string,
  log: (line: string) => void,
): Promise<Lock | Holder> {
  const began = performance.now();
  for (let isTold = false; ; isTold = true) {
    const lock = await holdLock(resolve(dataDir), whoAmI);
    if ("release" in lock || !isCommand(lock.heldBy)) return lock;
    if (performance.now() - began > MOST_MILLISECONDS) return lock;
    if (!isTold) log(`Waiting for ${lock.heldBy.slice(0, -FOR_A_MOMENT.length)}, which uses ${dataDir}.`);
    await setTimeout(LOOK_MILLISECONDS);
  }
}
