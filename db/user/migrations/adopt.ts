import { openClient } from "../../postgres/client";
import { compareLines } from "./drift";
import { makeExpectedSchemas, readSchema } from "./expected-schema";
import { type Migration, readMigrations } from "./files";
import { LOOKING, requireLock, waitForOtherMigrator } from "./lock";
import { compareMigrations, type MigrationState, migrationsSchema, migrationsTable } from "./state";
import { makeJournal, record } from "./steps";

type Options = { url: string; applicationRole: string; folder?: string; mayWrite: boolean };

/** The faults of the journal, and the repair that was made or could be. */
export type Repair = {
  state: MigrationState;
  /** Migrations that the live schema proves to have run, and that the journal lacks or has in another form. */
  adoptable: string[];
  /** The reasons why the journal cannot be mended; empty when it can. */
  obstacles: string[];
  isDone: boolean;
};

/**
 * Mends the journal of migrations where the live schema is proved equal to the one that a first part of them makes, and
 * with `mayWrite` only. Never changes the schema itself. Source: pg_catalog.
 */
export async function repairJournal({ url, applicationRole, folder, mayWrite }: Options): Promise<Repair> {
  const migrations = readMigrations(folder);
  const client = openClient(url, {
    applicationName: "eigenwatch-repair",
    settings: LOOKING,
    isLongLived: true,
  });
  try {
    await waitForOtherMigrator(client, 5000, () => {});
    const state = await compareMigrations(client, migrations);
    const nothing = { state, adoptable: [], obstacles: [], isDone: false };
    if (state.problems.length === 0 && state.pending.length === 0) return nothing;

    const [expected, live] = [
      await makeExpectedSchemas(client, migrations, applicationRole),
      await readSchema(client),
    ];
    const count = expected.after.findLastIndex((lines) => lines.join("\n") === live.join("\n"));
    if (count === -1) {
      const applied = migrations.findLastIndex(({ tag }) => state.applied.includes(tag)) + 1;
      const { problems, notes } = compareLines(expected.after[applied] ?? [], live);
      return {
        ...nothing,
        obstacles: [
          "The live schema is not one that the migrations of this version make.",
          ...problems,
          ...notes,
        ],
      };
    }
    const proved = migrations.slice(0, count);
    const recorded = await readRows(client);
    const wrong = proved.filter(({ when, hash }) => recorded.get(when) !== hash);
    const obstacles = obstaclesTo(proved, wrong, recorded);
    const adoptable = wrong.map(({ tag }) => tag);
    if (obstacles.length > 0 || wrong.length === 0 || !mayWrite)
      return { state, adoptable, obstacles, isDone: false };

    await client.unsafe(makeJournal);
    await client.begin(async (transaction) => {
      await requireLock(transaction);
      // Written anew, since the order of the rows is the order in which migrations ran.
      await transaction.unsafe(`delete from ${migrationsSchema}.${migrationsTable}`);
      for (const migration of proved) await record(transaction, migration);
    });
    return { state: await compareMigrations(client, migrations), adoptable, obstacles, isDone: true };
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function readRows(client: ReturnType<typeof openClient>): Promise<Map<number, string>> {
  const table = `${migrationsSchema}.${migrationsTable}`;
  const [exists] = await client.unsafe("select to_regclass($1) is not null as yes", [table]);
  if (!exists?.yes) return new Map();
  const rows = await client.unsafe(`select hash, created_at::text as "when" from ${table}`);
  return new Map(rows.map(({ hash, when }) => [Number(when), String(hash)]));
}

function obstaclesTo(proved: Migration[], wrong: Migration[], recorded: Map<number, string>): string[] {
  const own = new Set(proved.map(({ when }) => when));
  const strangers = [...recorded.keys()].filter((when) => !own.has(when));
  return [
    ...strangers.map(
      (when) =>
        `The journal has a migration of ${new Date(when).toISOString()} whose changes the live schema does not show. Deploy the version that it is of.`,
    ),
    // A schema does not show whether rows were changed.
    ...wrong
      .filter(
        ({ when, step, statements }) =>
          !recorded.has(when) && (step === "batched" || changesRows(statements)),
      )
      .map(({ tag }) => `Migration ${tag} changes rows, and whether it did is not to be seen in the schema.`),
  ];
}

/** Rows of a table that the same transaction made are there if the table is. */
function changesRows(statements: string[]): boolean {
  const bare = statements.map((statement) => statement.replace(/^\s*--.*$/gm, ""));
  const made = bare.flatMap((text) => /^\s*create table ([\w".]+)/i.exec(text)?.[1] ?? []);
  return bare.some((text) => {
    const filled = /^\s*insert into ([\w".]+)/i.exec(text)?.[1];
    if (filled !== undefined && made.includes(filled)) return false;
    return /^\s*(with\b[\s\S]*)?(insert into|update|delete from|merge into)\b/i.test(text);
  });
}
