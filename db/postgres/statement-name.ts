import { AsyncLocalStorage } from "node:async_hooks";

/** Kept on globalThis, since each bundle of routes has its own copy of this module. */
const kept = globalThis as typeof globalThis & { eigenwatchStatement?: AsyncLocalStorage<string> };
kept.eigenwatchStatement ??= new AsyncLocalStorage<string>();
const current = kept.eigenwatchStatement;

const LONGEST = 60;
const WRITE =
  /\b(insert)\s+into\s+(?:"?\w+"?\.)?"?(\w+)|\b(delete)\s+from\s+(?:"?\w+"?\.)?"?(\w+)|\b(update)\s+(?:"?\w+"?\.)?"?(\w+)"?\s+(?:as\s+"?\w+"?\s+)?set\b/i;
const READ = /\bfrom\s+(?:"?\w+"?\.)?"?([a-z]\w*)\b(?!\s*\()/i;
const NAMED = /^(\s*(?:select|with|insert|update|delete|values)\b)/i;

/**
 * Runs `work`, whose statements have this name. A drizzle statement is sent when it is awaited, so `work` awaits it. Names
 * come from the source, so there are only so many.
 */
export function withStatementName<T>(name: string, work: () => T): T {
  return current.run(name.replace(/[^\w.-]/g, "_").slice(0, LONGEST), work);
}

/** Returns the name of a statement: that of the read or transaction it is part of, or else its verb and table. */
export function nameOf(statement: string): string {
  const given = current.getStore();
  if (given !== undefined) return given;
  const [, insert, inserted, remove, removed, update, updated] = WRITE.exec(statement) ?? [];
  const verb = insert ?? remove ?? update ?? "select";
  const table = inserted ?? removed ?? updated ?? READ.exec(statement)?.[1];
  return [verb.toLowerCase(), table?.toLowerCase()].filter(Boolean).join(" ").slice(0, LONGEST);
}

/**
 * Returns a statement with its name in a comment, so that the database's own views name it. The comment follows the first word:
 * pg_stat_statements of Postgres 18 cuts off what stands before it. A statement always gets the same text, so it
 * is still prepared once, and a pooler passes it on as it is.
 */
export const withName = (statement: string): string =>
  statement.replace(NAMED, (word) => `${word} /* ${nameOf(statement)} */`);
