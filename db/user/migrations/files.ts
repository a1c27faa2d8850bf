import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * How a migration runs, declared in a line such as `-- step: concurrently`. Without one it runs together with its
 * neighbours in one transaction; `alone` is a transaction of its own; `concurrently` builds or drops one index outside
 * of a transaction; `batched` repeats one statement until it changes no row.
 */
const steps = ["together", "alone", "concurrently", "batched"] as const;

/** A migration of this version, as its file declares it. */
export type Migration = {
  tag: string;
  /** When it was written, in milliseconds since 1970. The order of these is the order of the migrations. */
  when: number;
  hash: string;
  statements: string[];
  step: (typeof steps)[number];
  /** The index that a concurrent step creates, with its schema. */
  index: string | undefined;
  /** Set by a contract step: it breaks versions before this one, such as "0.2.0". */
  minimumVersion: string | undefined;
};

/** The folder that `npm run db:generate` writes. */
export const migrationsFolder = () => join(process.cwd(), "drizzle/user");

type Journal = { entries: { tag: string; when: number }[] };

/** Returns the migrations in a folder, in order. Throws one line for a wrong declaration. */
export function readMigrations(folder = migrationsFolder()): Migration[] {
  const journal: Journal = JSON.parse(readFileSync(join(folder, "meta/_journal.json"), "utf8"));
  return journal.entries.map(({ tag, when }) => {
    const text = readFileSync(join(folder, `${tag}.sql`), "utf8");
    const hash = createHash("sha256").update(text).digest("hex");
    return { tag, when, hash, ...parseMigration(tag, text) };
  });
}

/** Returns the statements of a migration, and what it declares. Throws one line for a wrong declaration. */
function parseMigration(tag: string, text: string): Omit<Migration, "tag" | "when" | "hash"> {
  const statements = text.split("--> statement-breakpoint");
  const declared = declarationOf("step", text);
  const step = declared === undefined ? "together" : steps.find((known) => known === declared);
  if (!step)
    throw new Error(
      `Migration ${tag} has "-- step: ${declared}". Known steps are ${steps.slice(1).join(", ")}.`,
    );
  const bare = text.replace(/^\s*--.*$/gm, "").trim();
  if ((step === "concurrently" || step === "batched") && /;\s*\S/.test(bare))
    throw new Error(`Migration ${tag} is ${step} and may have one statement only.`);
  if (step === "batched" && !/\blimit\b/i.test(bare))
    throw new Error(`Migration ${tag} is batched, but its statement has no limit.`);
  const index = step === "concurrently" ? createdIndex(tag, bare) : undefined;
  return { statements, step, index, minimumVersion: contractOf(tag, text) };
}

const declarationOf = (name: "step" | "contract", text: string) =>
  new RegExp(`^-- ${name}:[ \\t]*(.*?)[ \\t]*$`, "m").exec(text)?.[1];

/** Returns the index that the statement creates. Throws for a statement whose second run would fail. */
function createdIndex(tag: string, statement: string): string | undefined {
  const name = '("?\\w+"?)';
  const create = new RegExp(
    `^create\\s+(?:unique\\s+)?index\\s+concurrently\\s+${name}\\s+on\\s+${name}\\.`,
    "i",
  );
  const [, index, schema] = create.exec(statement) ?? [];
  if (index && schema) return `${schema}.${index}`;
  if (/^drop\s+index\s+concurrently\s+if\s+exists\s/i.test(statement)) return undefined;
  throw new Error(
    `Migration ${tag} is concurrent, but is neither "create index concurrently <name> on <schema>.<table>" nor "drop index concurrently if exists".`,
  );
}

/** Returns the version that a contract step declares in a line such as `-- contract: minimum_version 0.2.0`. */
function contractOf(tag: string, text: string): string | undefined {
  const declared = declarationOf("contract", text);
  if (declared === undefined) return undefined;
  const [, version] = /^minimum_version (\d+\.\d+\.\d+)$/.exec(declared) ?? [];
  if (!version)
    throw new Error(
      `Migration ${tag} has "-- contract: ${declared}". It looks like "-- contract: minimum_version 0.2.0".`,
    );
  return version;
}
