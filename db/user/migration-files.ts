import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A migration of this version, as its file declares it. */
export type Migration = {
  tag: string;
  /** When it was written, in milliseconds since 1970. The order of these is the order of the migrations. */
  when: number;
  hash: string;
  statements: string[];
  /** Set by a contract step: it breaks versions before this one, such as "0.2.0". */
  minimumVersion: string | undefined;
};

/** The folder that `npm run db:generate` writes. */
export const migrationsFolder = () => join(process.cwd(), "drizzle/user");

type Journal = { entries: { tag: string; when: number }[] };

/** Returns the migrations in a folder, in order. Throws one line for a declaration that is not understood. */
export function readMigrations(folder = migrationsFolder()): Migration[] {
  const journal: Journal = JSON.parse(readFileSync(join(folder, "meta/_journal.json"), "utf8"));
  return journal.entries.map(({ tag, when }) => {
    const text = readFileSync(join(folder, `${tag}.sql`), "utf8");
    return {
      tag,
      when,
      hash: createHash("sha256").update(text).digest("hex"),
      statements: text.split("--> statement-breakpoint"),
      minimumVersion: contractOf(tag, text),
    };
  });
}

/** Returns the version that a contract step declares in a line such as `-- contract: minimum_version 0.2.0`. */
function contractOf(tag: string, text: string): string | undefined {
  const [, declared] = /^-- contract:(.*)$/m.exec(text) ?? [];
  if (declared === undefined) return undefined;
  const [, version] = /^ minimum_version (\d+\.\d+\.\d+)$/.exec(declared.trimEnd()) ?? [];
  if (!version)
    throw new Error(
      `Migration ${tag} has "-- contract:${declared}". It looks like "-- contract: minimum_version 0.2.0".`,
    );
  return version;
}
