import type { ReaderByKey } from "@/db/analytics/cached-per-run";

type Cells = Parameters<NonNullable<ReaderByKey["onImplausible"]>>[0];

/** Where a line is written, such as `log`. */
interface Journal {
  warn: (line: object, message: string) => void;
}

/** The columns told of each network, which stands for one run. On globalThis: bundles have copies of this module. */
const shared = globalThis as typeof globalThis & { eigenwatchTold?: WeakMap<object, Set<string>> };
shared.eigenwatchTold ??= new WeakMap();
const told = shared.eigenwatchTold;

/** Tells of cells of an answer by key that were not believed, each column once a run. */
export function tellImplausible(journal: Journal, network: { run: string }, cells: Cells): void {
  const known = told.get(network) ?? new Set();
  told.set(network, known);
  const news = cells.filter(({ table, column }) => !known.has(`${table}.${column}`));
  for (const { table, column } of news) known.add(`${table}.${column}`);
  if (news.length > 0) journal.warn({ run: network.run, cells: news }, "cells by key were not believed");
}
