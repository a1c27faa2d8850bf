import type { Right, Rights } from "./actual-rights";

/** The roles of an installation. The monitor is for a tool that reads statistics. */
export type RoleName = "reader" | "application" | "migrator" | "monitor";

/** Rights and settings, in sentences without their subject. */
export interface Judgement {
  tooMany: string[];
  tooFew: string[];
}

const OURS = ["eigenwatch", "eigenwatch_migrations", "eigenwatch_jobs"];
/** Schemas of accounts that a restore has set aside. */
const SET_ASIDE = / eigenwatch(_migrations|_jobs)?_before_\d{14}(\.|$)/;
const ALL_ROWS = ["select", "insert", "update", "delete"];
const [ON, OFF, LIMIT] = [/^(on|true|yes|1)$/i, /^(off|false|no|0)$/i, /[1-9]/];
/** The settings that a role needs, and which value is as it should be. */
const SETTINGS: Record<RoleName, Record<string, RegExp>> = {
  reader: { default_transaction_read_only: ON, statement_timeout: LIMIT, jit: OFF },
  application: { statement_timeout: LIMIT, idle_in_transaction_session_timeout: LIMIT },
  migrator: {},
  monitor: {},
};

/**
 * Returns what a role has beyond its task, and what it lacks for it. `role` is its task in this database; `contract` are
 * the tables in public that the reader needs.
 */
export function judgeRights(role: RoleName, actual: Rights, contract: string[] = []): Judgement {
  if (!actual.exists) return { tooMany: [], tooFew: ["the role does not exist"] };
  if (actual.isSuperuser) return { tooMany: ["attribute superuser: it may do everything"], tooFew: [] };
  const { needed, allowed } = expectedOf(role, actual.tables, contract);
  const rights = [...actual.rights];
  const tooFew = [...needed].filter((right) => !actual.rights.has(right));
  return {
    tooMany: joinTables(rights.filter((right) => !needed.has(right) && !allowed(right))),
    tooFew: [
      ...joinTables(tooFew),
      ...Object.entries(SETTINGS[role])
        .filter(([name, right]) => !right.test(actual.settings.get(name) ?? ""))
        .map(([name, right]) => `setting ${name}${right === OFF ? " = off" : ""}`),
    ],
  };
}

function expectedOf(role: RoleName, tables: string[], contract: string[]) {
  const needed = new Set<Right>(["connect on database"]);
  const inSchema = (schema: string) => tables.filter((table) => table.startsWith(`${schema}.`));
  const need = (rights: string[], table: string) => {
    for (const right of rights) needed.add(`${right} on ${table}`);
  };
  // Any role may use public, unless that was revoked.
  let allowed: (right: Right) => boolean = (right) => right === "usage on schema public";
  if (role === "reader") {
    needed.add("usage on schema public");
    for (const table of inSchema("public")) if (contract.includes(table)) need(["select"], table);
    allowed = (right) => right.startsWith("select on public.");
  }
  if (role === "application") {
    for (const schema of OURS) needed.add(`usage on schema ${schema}`);
    for (const table of inSchema("eigenwatch"))
      need(table === "eigenwatch.audit_events" ? ["select", "insert"] : ALL_ROWS, table);
    for (const table of inSchema("eigenwatch_migrations")) need(["select"], table);
    for (const table of inSchema("eigenwatch_jobs")) need(ALL_ROWS, table);
    needed.add("execute on eigenwatch.forget_audit_events");
  }
  if (role === "migrator") {
    for (const schema of OURS) need(["usage", "create"], `schema ${schema}`);
    for (const table of OURS.flatMap(inSchema)) needed.add(`owner of ${table}`);
    const isOurs = (right: Right) => OURS.some((schema) => right.includes(` ${schema}.`));
    allowed = (right) =>
      isOurs(right) ||
      SET_ASIDE.test(right) ||
      /^(create on database|member of pg_database_owner|(usage|create) on schema public)$/.test(right);
  }
  if (role === "monitor") needed.add("member of pg_monitor");
  return { needed, allowed };
}

/** Returns the rights with those on one table in one sentence: "insert, update on public.operators". */
function joinTables(rights: Right[]): string[] {
  const verbs = new Map<string, string[]>();
  for (const right of rights) {
    const [, verb = right, target = ""] = /^(\w+) on ((?!database|schema).*)$/.exec(right) ?? [];
    verbs.set(target || right, [...(verbs.get(target || right) ?? []), verb]);
  }
  return [...verbs]
    .map(([target, all]) => (all[0] === target ? target : `${all.join(", ")} on ${target}`))
    .sort();
}
