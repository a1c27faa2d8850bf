import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { plantMigrations } from "../../db/testing/planted-migrations";
import { readMigrations } from "../../db/user/migrations/files";
import { ourVersion } from "../../db/user/migrations/version";
import { lintMigration } from "./lint";

let planted: Awaited<ReturnType<typeof plantMigrations>>;
beforeEach(async () => {
  planted = await plantMigrations();
});
afterEach(async () => {
  await planted.remove();
});

/** Returns the faults of a migration with these statements, as rules by line. */
async function faultsOf(statements: string[], declaration?: string) {
  const text = [declaration, statements.join(";\n--> statement-breakpoint\n")].filter(Boolean).join("\n");
  await planted.add("9999_planted", text);
  const migration = readMigrations(planted.folder).at(-1);
  if (!migration) throw new Error("It was not planted.");
  const found = await lintMigration(migration, join(planted.folder, "9999_planted.sql"));
  return found.map(({ line, rule }) => [line, rule] as const);
}

/** Each statement with the rule that it breaks; every second line is a breakpoint. */
const FAULTS: [statement: string, ...rules: string[]][] = [
  ["alter table eigenwatch.users add column a text not null", "adding-required-field"],
  ["alter table eigenwatch.users drop column avatar_url", "ban-drop-column"],
  ["alter table eigenwatch.users rename column display_name to name", "renaming-column"],
  ["alter table eigenwatch.users rename to people", "renaming-table"],
  ["alter table eigenwatch.users alter column display_name type bigint using 1", "changing-column-type"],
  ["alter table eigenwatch.users add constraint c check (tier is not null)", "constraint-missing-not-valid"],
  ["alter table eigenwatch.users alter column display_name set not null", "adding-not-nullable-field"],
  ["alter table eigenwatch.users alter column tier drop not null", "ban-drop-not-null"],
  ["alter table eigenwatch.users alter tier drop default", "drop-default"],
  ["create index i on eigenwatch.users (tier)", "require-concurrent-index-creation"],
  ["create index concurrently i on eigenwatch.users (tier)", "ban-concurrent-index-creation-in-transaction"],
  ["drop index eigenwatch.idx_users_wallet_address", "require-concurrent-index-deletion"],
  ["drop table eigenwatch.email_sends", "ban-drop-table"],
  ["truncate eigenwatch.users", "table-lock"],
  ["lock table eigenwatch.users", "table-lock"],
  ["alter type eigenwatch.tier add value 'TEAM'", "enum-value-in-transaction"],
  ["update eigenwatch.users set tier = 'TEAM'", "unbatched-update"],
  ["with some as (select 1) delete from eigenwatch.audit_events", "unbatched-update"],
  ["alter type eigenwatch.tier rename value 'PRO' to 'PLUS'", "rename-object"],
  ['drop trigger "forget_account" on eigenwatch.users', "drop-object"],
  ["drop function eigenwatch.forget_account", "drop-object"],
  ["alter table eigenwatch.users disable trigger all", "disabled-trigger"],
  ["alter table eigenwatch.users set schema public", "rename-object"],
  ["commit", "transaction-nesting"],
];
/** Two rules of squawk see the same fault twice. */
const TWICE = ["prefer-text-field", "disallowed-unique-constraint"];

it("finds every fault that is planted, in its line", async () => {
  const found = await faultsOf(FAULTS.map(([statement]) => statement));
  const missed = FAULTS.filter(
    ([, rule], index) => !found.some(([line, name]) => line === 2 * index + 1 && name === rule),
  );
  expect(missed).toEqual([]);
  const known = new Set([...FAULTS.map(([, rule]) => rule), ...TWICE]);
  expect(found.filter(([, rule]) => !known.has(rule))).toEqual([]);
});

it.each([
  ["columns", ["alter table eigenwatch.users add column a text"]],
  [
    "tables with their indexes",
    [
      "create table eigenwatch.fresh (id uuid primary key, name text)",
      "create index i on eigenwatch.fresh (name)",
    ],
  ],
  [
    "functions that update",
    [
      "create function eigenwatch.f() returns trigger language plpgsql as $$ begin update x set y = 1; delete from z; end $$",
    ],
  ],
  [
    "comments -- update x;",
    ["/* drop type t; */ alter table eigenwatch.users add column a text default 'drop type x; y'"],
  ],
])("finds nothing in %s", async (_, statements) => {
  expect(await faultsOf(statements)).toEqual([]);
});

it.each([
  ["-- step: concurrently", "create index concurrently i on eigenwatch.users (tier)"],
  ["-- step: alone", "alter type eigenwatch.tier add value 'TEAM'"],
  [
    "-- step: batched",
    "update eigenwatch.users set tier = 'PRO' where id in (select id from eigenwatch.users limit 5)",
  ],
  [`-- contract: minimum_version ${ourVersion}`, "alter table eigenwatch.users drop column avatar_url"],
  [`-- contract: minimum_version ${ourVersion}`, "drop type eigenwatch.theme"],
])("allows %s: %s", async (declaration, statement) => {
  expect(await faultsOf([statement], declaration)).toEqual([]);
});

it("allows a contract step no more than to break older versions, and none before its version", async () => {
  expect(await faultsOf(["truncate eigenwatch.users"], "-- contract: minimum_version 999.0.0")).toEqual([
    [1, "minimum-version"],
    [2, "table-lock"],
  ]);
});

it("finds an enum value that the same transaction may use", async () => {
  const use = "alter table eigenwatch.users alter tier set default 'TEAM'";
  expect(await faultsOf(["alter type eigenwatch.tier add value 'TEAM'", use], "-- step: alone")).toEqual([
    [2, "enum-value-in-transaction"],
  ]);
});

it("finds statements that share a part, and comments that silence a rule on older versions", async () => {
  const first = "-- squawk-ignore ban-drop-column\nalter table eigenwatch.users drop column avatar_url";
  expect(await faultsOf([`${first};\nalter table eigenwatch.users add column a text`])).toEqual([
    [1, "silenced"],
    [3, "statement-breakpoint"],
  ]);
});
