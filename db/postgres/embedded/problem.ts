import { readFile, stat } from "node:fs/promises";
import { isUnreachable } from "../connection-errors";

/** The files that explain a failure of our own Postgres. */
export type ClusterFiles = { data: string; log: string; secrets: string };

/** Messages that mean nothing more can be written; a limit on file sizes counts as a full disk. */
const FULL =
  /No space left on device|Disk quota exceeded|File too large|could not (?:extend|write).*wrote only/;

/**
 * Returns one line on why our own Postgres failed while `doing`, or `undefined` when the error explains itself.
 * `since` is the length of its log before. Source: the error, and Postgres's log.
 */
export async function clusterProblem(
  error: unknown,
  { data, log, secrets }: ClusterFiles,
  doing: string,
  since = 0,
): Promise<string | undefined> {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  const logged = (await readFile(log).catch(() => Buffer.alloc(0))).subarray(since).toString();
  if (code === "53100" || code === "ENOSPC" || code === "EDQUOT" || FULL.test(message) || FULL.test(logged))
    return `The disk is full: Postgres could not write to ${data} while ${doing}. Make room there, or set DATA_DIR to a folder with more, and start again; unfinished work is detected and redone.`;
  if (code === "28P01" || code === "28000")
    return `The password in ${secrets} is not the one of the Postgres in ${data}. Restore the file, or remove both to start with empty databases.`;
  if (!isUnreachable(error)) return undefined;
  const reason = logged.match(/(?:FATAL|PANIC): .*|was terminated by signal .*/g)?.at(-1);
  return `Our own Postgres ended while ${doing}${reason ? ` (${reason.trim()})` : ""}. Its log is ${log}. Start again; unfinished work is detected and redone.`;
}

/** Returns the length of a log in bytes; later content is new. */
export const lengthOf = async (log: string) =>
  await stat(log).then(
    ({ size }) => size,
    () => 0,
  );
