import { randomBytes } from "node:crypto";
import { chmod, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeSecretFile } from "@/db/postgres/embedded/write-secret-file";
import { launcherSettings } from "@/server/settings/launcher";
import { SettingError } from "../../db/postgres/setting-error";

/** The environment of the sign-in, by the names of its settings. */
export type AuthEnvironment = { NEXTAUTH_URL: string; PUBLIC_URL?: string; NEXTAUTH_SECRET: string };

/**
 * Returns the URL that people sign in at and the secret of their cookies. On a laptop both have defaults: the
 * port, and a random secret kept in the data folder for this user alone. Throws one line when people reach the
 * application elsewhere and no secret is set.
 */
export async function authEnvironment(settings = launcherSettings()): Promise<AuthEnvironment> {
  const { port, dataDir, siteUrl, authSecret } = settings;
  const here = `http://localhost:${port}`;
  const url = siteUrl ?? here;
  const address = siteUrl === undefined ? { NEXTAUTH_URL: url, PUBLIC_URL: url } : { NEXTAUTH_URL: url };
  if (authSecret) return { ...address, NEXTAUTH_SECRET: authSecret };
  const host = URL.parse(url)?.hostname ?? "";
  if (!/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host))
    throw new SettingError(
      "NEXTAUTH_SECRET is not set. Make one of at least 32 random bytes: openssl rand -base64 32",
    );
  return { ...address, NEXTAUTH_SECRET: await keptSecret(join(dataDir, "auth-secret")) };
}

/** Returns the secret in the file, created when missing. Two launchers at once get the same one. */
async function keptSecret(file: string): Promise<string> {
  const read = async () => (await readFile(file, "utf8").catch(() => "")).trim();
  const known = await read();
  if (known.length >= 32) {
    await chmod(file, 0o600);
    return known;
  }
  if (known !== "") await rm(file, { force: true });
  await writeSecretFile(file, `${randomBytes(32).toString("base64url")}\n`, { isNew: true });
  return await read();
}
