import type postgres from "postgres";
import { openClient } from "../../postgres/client";
import { type Grant, readGrants } from "../splitting/structure";
import { makeExpectedSchemas, readSchema } from "./expected-schema";
import { readMigrations } from "./files";
import { LOOKING } from "./lock";
import { compareMigrations } from "./state";

/** `problems` break this version; `notes` are in the database and unknown to it. */
export type UserDrift = { problems: string[]; notes: string[] };

type Options = {
  /** The URL of the role that owns the schema. */
  url: string;
  applicationRole: string;
  folder?: string;
};

/**
 * Returns how the live user schema differs from the one that the migrations make: tables, columns, types, indexes,
 * checks, triggers, functions and the application's rights. Source: pg_catalog.
 */
export async function checkUserSchema({ url, applicationRole, folder }: Options): Promise<UserDrift> {
  const migrations = readMigrations(folder);
  const client = openClient(url, {
    applicationName: "eigenwatch-check",
    connectSeconds: 3,
    settings: LOOKING,
  });
  try {
    const { problems, pending } = await compareMigrations(client, migrations);
    const unrun = pending.map((tag) => `Migration ${tag} has not run.`);
    if (problems.length > 0 || unrun.length > 0) return { problems: [...problems, ...unrun], notes: [] };
    const [expected, live] = [
      await makeExpectedSchemas(client, migrations, applicationRole),
      await readSchema(client),
    ];
    const drift = compareLines(expected.after.at(-1) ?? [], live);
    const rights = await compareGrants(client, expected.grants, applicationRole);
    return { problems: [...drift.problems, ...rights], notes: drift.notes };
  } finally {
    await client.end({ timeout: 3 });
  }
}

/**
 * Returns what is missing or different among live lines, and what is there beside the expected ones. A difference in
 * parentheses alone is a note: pg_dump writes "(a or b) or c" as "a or b or c".
 */
export function compareLines(expected: string[], live: string[]): UserDrift {
  const [wanted, found] = [byName(expected), byName(live)];
  const rewritten: string[] = [];
  const problems = [...wanted].flatMap(([name, line]) => {
    const there = found.get(name);
    if (there === undefined) return [`${name} is missing.`];
    if (there === line) return [];
    if (bare(there) === bare(line)) {
      rewritten.push(`${name} differs in parentheses only, as after a restore by pg_dump.`);
      return [];
    }
    // The body of a function is not repeated.
    if (name.startsWith("Function ")) return [`${name} differs.`];
    return [`${name} differs: it is "${short(there)}", expected "${short(line)}".`];
  });
  const unknown = [...found.keys()].filter((name) => !wanted.has(name));
  return { problems, notes: [...rewritten, ...unknown.map((name) => `${name} is unknown to this version.`)] };
}

const bare = (line: string) => line.replaceAll(/[()]/g, "");

const KINDS: [RegExp, (match: string[]) => string][] = [
  [/^(column|table|constraint|sequence) (\S+)/, ([, kind, name]) => `${capital(kind)} ${name}`],
  [/^type ([^:]+):/, ([, name]) => `Type ${name}`],
  [/^CREATE (?:UNIQUE )?INDEX (\S+) ON (?:ONLY )?(\S+)/, ([, name, table]) => `Index ${name} of ${table}`],
  [
    /^CREATE (?:CONSTRAINT )?TRIGGER (\S+)[\s\S]* ON (\S+)/,
    ([, name, table]) => `Trigger ${name} of ${table}`,
  ],
  [/^CREATE OR REPLACE FUNCTION ([^(]+)/, ([, name]) => `Function ${name}`],
];

function byName(lines: string[]): Map<string, string> {
  return new Map(lines.map((line) => [nameOf(line), line]));
}

function nameOf(line: string): string {
  for (const [pattern, name] of KINDS) {
    const match = pattern.exec(line);
    if (match) return name(match);
  }
  return line;
}

const capital = (word = "") => word.charAt(0).toUpperCase() + word.slice(1);

/** Returns a line without its kind and name. */
const short = (line: string) => line.replace(/^\w+ \S+ /, "");

/** Returns how the rights of the application's role differ. The owner of the schema needs no rights. */
async function compareGrants(client: postgres.Sql, expected: Grant[], role: string): Promise<string[]> {
  const [owner] = await client`
    select pg_get_userbyid(nspowner) as name from pg_namespace where nspname = 'eigenwatch'`;
  if (owner?.name === role) return [];
  const own = (grants: Grant[]) =>
    grants.filter((grant) => grant.role === role).map(({ statement }) => statement);
  const rightsOf = (statements: string[]) =>
    new Map(
      statements.map((statement) => {
        const [, rights = "", target = ""] = /^grant (.*) on (.*) to /.exec(statement) ?? [];
        return [target, rights];
      }),
    );
  const [wanted, found] = [rightsOf(own(expected)), rightsOf(own(await readGrants(client)))];
  return [...wanted].flatMap(([target, rights]) =>
    found.get(target) === rights
      ? []
      : [`Role ${role} has the rights "${found.get(target) ?? "none"}" on ${target}, expected "${rights}".`],
  );
}
