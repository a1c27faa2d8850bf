import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SettingError } from "../../postgres/setting-error";
import { readMigrations } from "../migrations/files";
import { type Manifest, readManifestText } from "./manifest";
import { checkKey, checkOpens, hashFile } from "./sealed-file";

/**
 * Returns the manifest of a backup, whose every byte is as it was written. Throws one line if the folder is no backup,
 * if a file is missing or has changed, if the key is missing or another one, or if a newer version of EigenWatch made it.
 */
export async function openBackup(folder: string, key: string | undefined): Promise<Manifest> {
  const sums = await readSums(folder);
  for (const [name, sha256] of sums) {
    const found = await hashFile(join(folder, name)).catch(() => undefined);
    if (found === undefined) throw new SettingError(`The backup is not whole: ${name} is missing.`);
    if (found !== sha256)
      throw new SettingError(`The backup is damaged: ${name} is not as it was written. Use another backup.`);
  }
  const manifest = readManifestText(await readFile(join(folder, "manifest.json"), "utf8"));
  for (const { name, sha256 } of manifest.files)
    if (sums.get(name) !== sha256)
      throw new SettingError(`The backup is damaged: SHA256SUMS and manifest.json differ on ${name}.`);
  if (manifest.isEncrypted && key === undefined)
    throw new SettingError("The backup is encrypted. Set BACKUP_KEY to the key that it was made with.");
  if (manifest.isEncrypted && key !== undefined) {
    await checkKey(key);
    const [file] = manifest.files;
    if (file) await checkOpens(join(folder, file.name), key);
  }
  refuseOtherSchema(manifest);
  return manifest;
}

async function readSums(folder: string): Promise<Map<string, string>> {
  const text = await readFile(join(folder, "SHA256SUMS"), "utf8").catch(() => undefined);
  const lines = text?.split("\n").filter(Boolean) ?? [];
  const sums = lines.map((line) => /^([0-9a-f]{64}) {2}([a-z0-9_.]+)$/.exec(line));
  if (!sums.some((sum) => sum?.[2] === "manifest.json"))
    throw new SettingError(
      `${folder} is not a backup: it has no SHA256SUMS with a manifest.json. Name the folder of one backup, such as backups/2026-11-30T18-00-00-000Z.`,
    );
  const unread = sums.indexOf(null);
  if (unread >= 0)
    throw new SettingError(`The backup is damaged: line ${unread + 1} of SHA256SUMS cannot be read.`);
  return new Map(sums.flatMap((sum) => (sum?.[1] && sum[2] ? [[sum[2], sum[1]] as const] : [])));
}

/** Throws if this version could not bring the backup's schema to its own. */
function refuseOtherSchema({ migrations }: Manifest) {
  const own = readMigrations();
  const newer = migrations.filter((migration) => own.every(({ when }) => when !== migration.when));
  if (newer.length > 0)
    throw new SettingError(
      `A newer version of EigenWatch made this backup: it has ${newer.length} migrations that this version does not know. Restore it with that version.`,
    );
  for (const [index, { when, hash }] of migrations.entries())
    if (own[index]?.when !== when || own[index].hash !== hash)
      throw new SettingError(
        `Migration ${index} of the backup is not the one of this version. Restore it with the version that made it.`,
      );
}
