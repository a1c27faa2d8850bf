import { getTableColumns, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import type postgres from "postgres";
import * as schema from "@/drizzle/analytics/schema";

/** Postgres's codes for a table that is not there, and for one that may not be read. */
const MISSING_CODES = ["42P01", "42501"];
const LOOK_AGAIN_MILLISECONDS = 1000;

type Unsafe = (statement: string, ...rest: unknown[]) => Answer;
type Answer = PromiseLike<unknown> & {
  catch: (handler: (error: unknown) => unknown) => unknown;
  finally: (handler: () => void) => unknown;
  values: () => Promise<unknown>;
};

const tables = new Map<string, PgTable>(
  Object.values(schema)
    .filter((table) => is(table, PgTable))
    .map((table) => [getTableName(table), table] as const),
);

/** Returns a statement to which tables that are missing are empty ones, of the columns of the contract. */
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
 * Returns a client to which tables of the contract that are missing, or may not be read, are empty. Which they are is
 * looked up when a statement fails for lack of one, and again every minute while there are any.
 */
export function withEmptyStandIns(client: postgres.Sql): postgres.Sql {
  // postgres-js types a statement by its rows; here only the text is looked at and passed on.
  const unsafe = client.unsafe as unknown as Unsafe;
  let missing = new Set<string>();
  let lookedAt = 0;

  async function look(): Promise<void> {
    const rows = (await unsafe(
      `select name from unnest($1::text[]) as name
        where not coalesce(has_table_privilege(to_regclass('public.' || name), 'select'), false)`,
      [`{${[...tables.keys()].join(",")}}`],
    )) as { name: string }[];
    missing = new Set(rows.map(({ name }) => name));
    lookedAt = performance.now();
  }

  async function ask<T>(statement: string, send: (statement: string) => PromiseLike<T>): Promise<T> {
    if (missing.size > 0 && performance.now() - lookedAt > LOOK_AGAIN_MILLISECONDS) await look();
    const first = withStandIns(statement, missing);
    try {
      return await send(first);
    } catch (error) {
      if (!MISSING_CODES.includes((error as { code?: string }).code ?? "")) throw error;
      await look();
      const second = withStandIns(statement, missing);
      if (second === first) throw error;
      return await send(second);
    }
  }

  const asked: Unsafe = (statement, ...rest) => {
    const start = () => ask(statement, (one) => unsafe(one, ...rest));
    return {
      // biome-ignore lint/suspicious/noThenProperty: drizzle awaits what `unsafe` returns, or asks it for values()
      then: (...handlers: Parameters<PromiseLike<unknown>["then"]>) => start().then(...handlers),
      catch: (handler) => start().catch(handler),
      finally: (handler) => start().finally(handler),
      values: () => ask(statement, (one) => unsafe(one, ...rest).values()),
    } as Answer;
  };
  return new Proxy(client, {
    get: (target, key) => (key === "unsafe" ? asked : Reflect.get(target, key)),
  });
}
