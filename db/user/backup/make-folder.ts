import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { SettingError } from "../../postgres/setting-error";

/**
 * Makes a folder and those above it, where they are not there. Throws one line where it cannot be made, as in /proc,
 * where Node's own recursive mkdir never ends.
 */
export async function makeFolder(path: string): Promise<void> {
  const failure = await tryToMake(path);
  if (failure === undefined) return;
  if (failure !== "ENOENT" || dirname(path) === path) throw cannotMake(path, failure);
  await makeFolder(dirname(path));
  const again = await tryToMake(path);
  if (again !== undefined) throw cannotMake(path, again);
}

/** Returns the code of the failure, or undefined if there is a folder now. */
async function tryToMake(path: string): Promise<string | undefined> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isThere = code === "EEXIST" && (await stat(path)).isDirectory();
    return isThere ? undefined : String(code);
  }
}

const cannotMake = (path: string, code: string) =>
  new SettingError(`The folder ${path} cannot be made (${code}). Name another one.`);
