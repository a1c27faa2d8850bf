import { randomBytes } from "node:crypto";
import { link, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

const ABANDONED_MILLISECONDS = 60_000;

/**
 * Writes a file that only its owner may read, whole or not at all. With `isNew` an existing file is kept. Removes
 * temporary files of killed writers. Errors carry the file as `path`.
 */
export async function writeSecretFile(file: string, text: string, { isNew = false } = {}): Promise<void> {
  const half = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await removeAbandoned(file);
    await writeFile(half, text, { mode: 0o600 });
    if (!isNew) return await rename(half, file);
    await link(half, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  } catch (error) {
    // Node names the file in the error of a failed open, but not of a failed write.
    throw Object.assign(error as NodeJS.ErrnoException, { path: file });
  } finally {
    await rm(half, { force: true });
  }
}

async function removeAbandoned(file: string) {
  for (const name of await readdir(dirname(file))) {
    if (!/^\.[\da-f]+$/.test(name.replace(basename(file), ""))) continue;
    const path = join(dirname(file), name);
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > ABANDONED_MILLISECONDS) await rm(path, { force: true });
  }
}
