import { randomBytes } from "node:crypto";
import { copyFile, cp, link, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { openCluster } from "../../db/postgres/embedded/cluster";
import { dataDir } from "../administrator";
import { port } from "../ports";
import { startSecondServer } from "../second-server";

const copyPort = port + 6;
/** The URL of the copy. */
export const copyUrl = `http://localhost:${copyPort}`;

const FOLDERS = ["app", "bin", "db", "drizzle", "server"];
const FILES = [
  "instrumentation-client.ts",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];
const CLIENT = /^"use client";\n/;
const NEW_VERSION = `"use client";\n\nObject.assign(globalThis, { eigenwatchVersion: "new" });\n`;

async function filesIn(folders: string[]): Promise<string[]> {
  const found = await Promise.all(
    folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })),
  );
  return found.flatMap((entries) =>
    entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)),
  );
}

/** Serves a copy of this checkout over the shared demo, from the existing build. */
export async function deployCopy() {
  const folder = resolve(".data", `deployment-${copyPort}`);
  const remove = () => rm(folder, { recursive: true, force: true });
  await remove();
  await mkdir(folder, { recursive: true });
  await cp(".next", join(folder, ".next"), { recursive: true, verbatimSymlinks: true });
  // A build is identified by the exact times of its sources, which only hard links keep. Without links, the copy
  // is built too.
  for (const path of [...(await filesIn(FOLDERS)), ...FILES]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await link(path, join(folder, path)).catch(() => copyFile(path, join(folder, path)));
  }
  await symlink(resolve("node_modules"), join(folder, "node_modules"), "junction");

  const { analyticsReaderUrl, userApplicationUrl, userMigratorUrl } = await openCluster(dataDir);
  const settings = {
    DATA_DIR: join(folder, ".data"),
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    ANALYTICS_DATABASE_URL: analyticsReaderUrl,
    USER_DATABASE_URL: userApplicationUrl,
    MIGRATION_DATABASE_URL: userMigratorUrl,
  };
  let printed = "";
  const hear = (text: string) => {
    printed += text;
  };
  const start = () =>
    startSecondServer(copyPort, settings, { folder, hear }).catch((error) => {
      throw new Error(`${error.message} It printed:\n${printed}`);
    });
  let server: Promise<() => Promise<void>> | undefined = start();
  const stop = async () => {
    // A server that is still starting is stopped too.
    const stopServer = await server?.catch(() => undefined);
    server = undefined;
    await stopServer?.();
  };
  await server;
  return {
    stop,
    /** Builds a new version, in which all client code differs, and serves it. */
    async update() {
      for (const path of await filesIn(["app"])) {
        const source = await readFile(path, "utf8");
        if (!CLIENT.test(source)) continue;
        const file = join(folder, path);
        await rm(file);
        await writeFile(file, source.replace(CLIENT, NEW_VERSION));
      }
      server = start();
      await server;
    },
    async remove() {
      await stop();
      await remove();
    },
  };
}
