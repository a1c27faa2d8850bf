import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { childEnvironment } from "@/server/settings/environment";
import { holdLock } from "./lock";
import { nextCommand, stopProcess, type Undo } from "./serve";

const folders = ["app", "server", "db", "drizzle", "public"];
const files = [
  "instrumentation.ts",
  "instrumentation-client.ts",
  "next.config.ts",
  "package.json",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];
const stamp = ".next/built-from";

/**
 * Builds the application unless a build of exactly these sources exists. The fingerprint of the sources is taken
 * before the build and written after it, so an interrupted build, or an edit during one, never counts. Of two starts
 * at once in one folder the second waits for the first one's build.
 */
export async function ensureBuild(
  log: (line: string) => void,
  later: (undo: Undo) => void,
  wait: (seconds: number) => Promise<boolean>,
): Promise<void> {
  let told = false;
  while (!(await isBuilt(await fingerprint()))) {
    const lock = await holdLock(`build ${resolve(".next")}`, `process ${process.pid}`);
    if ("release" in lock) {
      try {
        return await buildOnce(log, later);
      } finally {
        await lock.release();
      }
    }
    if (!told) log(`Another start builds the application (${lock.heldBy}); this one waits for it.`);
    told = true;
    if (!(await wait(0.5))) return;
  }
}

async function buildOnce(log: (line: string) => void, later: (undo: Undo) => void) {
  const now = await fingerprint();
  if (await isBuilt(now)) return;
  log("Building the application; this takes about a minute, and only after a change.");
  await build(later);
  await mkdir(".next", { recursive: true });
  await writeFile(stamp, now);
}

async function isBuilt(now: string) {
  const built = await readFile(stamp, "utf8").catch(() => "");
  return built === now && Boolean(await stat(".next/BUILD_ID").catch(() => undefined));
}

/** Returns a hash of the names, sizes and times of all files of the build, without tests and the demo's data. */
async function fingerprint() {
  const hash = createHash("sha256");
  const found = await Promise.all(
    folders.map((folder) => readdir(folder, { recursive: true }).catch(() => [])),
  );
  const paths = found.flatMap((names, index) => names.map((name) => join(folders[index] ?? "", name)));
  for (const path of [...paths, ...files].sort()) {
    if (/\.test\.tsx?$|^db\/demo\/|\.md$/.test(path)) continue;
    const info = await stat(path).catch(() => undefined);
    if (info?.isFile()) hash.update(`${path} ${info.size} ${info.mtimeMs}\n`);
  }
  return hash.digest("hex");
}

async function build(later: (undo: Undo) => void) {
  const [program, args] = nextCommand("build");
  const child = spawn(program, args, {
    stdio: ["pipe", "pipe", "pipe"],
    env: childEnvironment({ NODE_ENV: "production" }),
  });
  later(async () => await stopProcess(child));
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code === 0) return;
  process.stderr.write(said);
  throw new Error("The build failed; its output is above. Nothing was started.");
}
