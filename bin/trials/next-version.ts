import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const NOT_COPIED = ["node_modules", ".next", ".git", ".data", ".env"];

/** Copies this version into an empty folder as a later one. `plant` adds a migration to it. */
export async function copyVersion(folder: string, version: string) {
  const without = NOT_COPIED.map((name) => `--exclude=./${name}`).join(" ");
  await run("sh", ["-c", `tar -c ${without} . | tar -x -C "$0" && cp -al node_modules "$0"`, folder]);
  await change(join(folder, "package.json"), (file: { version: string }) => ({ ...file, version }));
  return {
    folder,
    plant: async (tag: string, text: string) => {
      await writeFile(join(folder, `drizzle/user/${tag}.sql`), text);
      await change(join(folder, "drizzle/user/meta/_journal.json"), (journal: Journal) => {
        const last = journal.entries.at(-1);
        if (!last) throw new Error("There is no migration to follow.");
        const entry = { ...last, idx: last.idx + 1, tag, when: last.when + 60_000 };
        return { ...journal, entries: [...journal.entries, entry] };
      });
    },
  };
}

type Journal = { entries: { idx: number; tag: string; when: number }[] };

async function change<T>(file: string, to: (content: T) => T) {
  await writeFile(file, JSON.stringify(to(JSON.parse(await readFile(file, "utf8"))), null, 2));
}
