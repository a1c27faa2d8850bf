import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Journal = { entries: { idx: number; tag: string; when: number }[] };

/**
 * Returns a copy of the migrations in a temporary folder: what a later version would bring. `add` plants a migration,
 * `minutes` after the last one; `keep` takes away those whose name does not pass; `reset` undoes both.
 */
export async function plantMigrations() {
  const folder = await mkdtemp(join(tmpdir(), "migrations-"));
  const journalFile = join(folder, "meta/_journal.json");
  const reset = () => cp("drizzle/user", folder, { recursive: true });
  const journal = async (): Promise<Journal> => JSON.parse(await readFile(journalFile, "utf8"));
  const writeJournal = (changed: Journal) => writeFile(journalFile, JSON.stringify(changed));
  await reset();
  return {
    folder,
    reset,
    tags: async () => (await journal()).entries.map(({ tag }) => tag),
    write: (tag: string, text: string) => writeFile(join(folder, `${tag}.sql`), text),
    add: async (tag: string, text: string, minutes = 1) => {
      const { entries, ...rest } = await journal();
      const last = entries.at(-1);
      if (!last) throw new Error("There is no migration to follow.");
      const entry = { ...last, idx: last.idx + 1, tag, when: last.when + minutes * 60_000 };
      await writeJournal({ ...rest, entries: [...entries, entry] });
      await writeFile(join(folder, `${tag}.sql`), text);
    },
    keep: async (isKept: (tag: string) => boolean) => {
      const { entries, ...rest } = await journal();
      await writeJournal({ ...rest, entries: entries.filter(({ tag }) => isKept(tag)) });
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
