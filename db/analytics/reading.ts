import { AsyncLocalStorage } from "node:async_hooks";
import { getTableName } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Implausible } from "./facts/decode";

/** The facts noted during one query by key. */
export interface Reading {
  /** The runs that its statements saw, each with how to leave the connections that showed it. */
  runs: Map<string, (() => Promise<void>)[]>;
  /** Implausible cells, by table and column. */
  implausible: Map<string, Implausible>;
}

/** Kept on globalThis, since each bundle of routes has its own copy of this module. */
const kept = globalThis as typeof globalThis & { eigenwatchReading?: AsyncLocalStorage<Reading> };
kept.eigenwatchReading ??= new AsyncLocalStorage<Reading>();
const current = kept.eigenwatchReading;

/** Returns the reading that this statement is part of; `undefined` outside of one. */
export const readingNow = (): Reading | undefined => current.getStore();

/** Returns the result of `read`, and the facts noted during it. */
export async function whileReading<T>(read: () => PromiseLike<T>): Promise<{ answer: T } & Reading> {
  const reading: Reading = { runs: new Map(), implausible: new Map() };
  return { answer: await current.run(reading, async () => await read()), ...reading };
}

/** Counts implausible cells of a column. */
export function noteImplausible({ table, name }: PgColumn, count = 1): void {
  const found = count > 0 ? readingNow()?.implausible : undefined;
  const key = `${getTableName(table)}.${name}`;
  found?.set(key, {
    table: getTableName(table),
    column: name,
    count: (found.get(key)?.count ?? 0) + count,
  });
}
