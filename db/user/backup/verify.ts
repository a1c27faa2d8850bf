import { startThrowawayPostgres } from "../../postgres/embedded/throwaway";
import type { Manifest } from "./manifest";
import { restore } from "./restore";

/**
 * Restores a backup into a Postgres of its own, which is gone afterwards, and returns its manifest. Throws one line if
 * the backup is damaged, cannot be restored by this version, or has other rows than it says.
 */
export async function verifyBackup(
  folder: string,
  key: string | undefined,
  log: (line: string) => void,
): Promise<Manifest> {
  const scratch = await startThrowawayPostgres();
  try {
    const options = { from: folder, url: scratch.url("postgres"), applicationRole: undefined };
    const { manifest } = await restore({ ...options, key, mayReplace: false, log });
    return manifest;
  } finally {
    await scratch.stop();
  }
}
