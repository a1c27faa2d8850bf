import { randomBytes } from "node:crypto";
import { chmod, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { freePort } from "./server";
import { writeSecretFile } from "./write-secret-file";

const password = z.string().min(24);
const secrets = z.object({
  port: z.number().int(),
  passwords: z.object({
    superuser: password,
    owner: password,
    reader: password,
    application: password,
    migrator: password,
  }),
});

export type Secrets = z.infer<typeof secrets>;

/** Returns the cluster's port and passwords from a file that only we can read, or `undefined` when there is none. */
export async function readSecrets(file: string): Promise<Secrets | undefined> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  if (text === undefined) return undefined;
  await chmod(file, 0o600);
  try {
    return secrets.parse(JSON.parse(text));
  } catch {
    throw new Error(
      `${file} is damaged. Restore it, or remove ${dirname(file)} to start with empty databases.`,
    );
  }
}

/** Writes the file whole or not at all. */
export const writeSecrets = async (file: string, value: Secrets): Promise<void> =>
  await writeSecretFile(file, `${JSON.stringify(value, null, 2)}\n`);

/** Returns new random passwords and a port that is free now. */
export async function newSecrets(): Promise<Secrets> {
  const word = () => randomBytes(24).toString("base64url");
  const passwords = {
    superuser: word(),
    owner: word(),
    reader: word(),
    application: word(),
    migrator: word(),
  };
  return { port: await freePort(), passwords };
}
