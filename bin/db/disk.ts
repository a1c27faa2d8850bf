import { statfs } from "node:fs/promises";
import { launcherSettings } from "@/server/settings/launcher";
import { openClient } from "../../db/postgres/client";

/** The disk of a database in bytes. `freeBytes` is `null` on a server: SQL cannot ask for the free space of its disk. */
export type Disk = { databaseBytes: number; freeBytes: number | null };

const UNITS = [
  ["GB", 1024 ** 3],
  ["MB", 1024 ** 2],
] as const;

/** Returns the size of the database behind `url`, and the free space beside it where that is our own Postgres. */
export async function readDisk(url: string, isOurs: boolean): Promise<Disk> {
  const client = openClient(url, { connectSeconds: 3 });
  try {
    const [row] = await client`select pg_database_size(current_database())::float8 as bytes`;
    return { databaseBytes: Number(row?.bytes), freeBytes: await readFreeBytes(isOurs) };
  } finally {
    await client.end({ timeout: 3 });
  }
}

/** Returns the free bytes of the disk of our own Postgres; `null` for a server. */
export async function readFreeBytes(isOurs: boolean): Promise<number | null> {
  if (!isOurs) return null;
  const { bavail, bsize } = await statfs(launcherSettings().dataDir);
  return bavail * bsize;
}

/** Returns a disk in words: "7 MB of data, 12 GB free". */
export function describeDisk({ databaseBytes, freeBytes }: Disk): string {
  const free =
    freeBytes === null
      ? "free space not known (Postgres does not tell it; look on its server)"
      : `${inUnit(freeBytes)} free`;
  return `${inUnit(databaseBytes)} of data, ${free}`;
}

function inUnit(bytes: number): string {
  const [unit, size] = UNITS.find(([, least]) => bytes >= 10 * least) ?? UNITS[1];
  return `${Math.round(bytes / size)} ${unit}`;
}
