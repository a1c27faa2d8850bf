import { getTableColumns, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import type postgres from "postgres";
import * as schema from "@/drizzle/analytics/schema";
import { answerWhenAsked, type Send, sendingBy } from "../postgres/statements";

/** Postgres's codes for a table that does not exist, and for one that may not be read. */
const MISSING_CODES = ["42P01", "42501"];
const LOOK_AGAIN_MILLISECONDS = 1000;

const tables = new Map<string, PgTable>(
  Object.values(schema)
    .filter((table) => is(table, PgTable))
    .map((table) => [getTableName(table), table] as const),
);

/** Returns a statement in which missing tables are replaced by empty ones with the contract's columns. */
export function withStandIns(statement: string, missing: Iterable<string>): string {
  const standIns = [...missing]
    .filter((name) => statement.includes(`"${name}"`))
    .flatMap((name) => {
      const table = tables.get(name);
      if (!table) return [];
      const columns = Object.values(getTableColumns(table)).map(
        (column) => `null::${castOf(column.getSQLType())} as "${column.name}"`,
      );
      return [`"${name}" as (select ${columns.join(", ")} where false)`];
    });
  if (standIns.length === 0) return statement;
  const [, recursive = "", rest] = /^\s*with\s+(recursive\s+)?([\s\S]*)$/i.exec(statement) ?? [];
  return rest === undefined
    ? `with ${standIns.join(", ")} ${statement}`
    : `with ${recursive}${standIns.join(", ")}, ${rest}`;
}

const castOf = (type: string) => type.replace(/^bigserial/, "bigint").replace(/^serial/, "integer");

/**
 * Returns a client for which missing or unreadable tables of the contract are empty. They are looked up if a
 * statement fails for one, and then every second while any is missing, so that a new table is soon used.
 */
export function withEmptyStandIns(client: postgres.Sql): postgres.Sql {
  let missing = new Set<string>();
  let lookedAt = 0;

  async function look(send: Send): Promise<void> {
    const rows = (await send(
      `select name from unnest($1::text[]) as name
        where not coalesce(has_table_privilege(to_regclass('public.' || name), 'select'), false)`,
      [`{${[...tables.keys()].join(",")}}`],
    )) as { name: string }[];
    missing = new Set(rows.map(({ name }) => name));
    lookedAt = performance.now();
  }

  async function ask<T>(
    send: Send,
    statement: string,
    sendOne: (statement: string) => PromiseLike<T>,
  ): Promise<T> {
    if (missing.size > 0 && performance.now() - lookedAt > LOOK_AGAIN_MILLISECONDS) await look(send);
    const first = withStandIns(statement, missing);
    try {
      return await sendOne(first);
    } catch (error) {
      if (!MISSING_CODES.includes((error as { code?: string }).code ?? "")) throw error;
      await look(send);
      const second = withStandIns(statement, missing);
      if (second === first) throw error;
      return await sendOne(second);
    }
  }

  return sendingBy(
    client,
    (send) =>
      (statement, ...rest) =>
        answerWhenAsked(
          () => ask(send, statement, (one) => send(one, ...rest)),
          () => ask(send, statement, (one) => send(one, ...rest).values()),
        ),
  );
}
