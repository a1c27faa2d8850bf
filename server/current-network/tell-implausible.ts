import type { ReaderByKey } from "@/db/analytics/cached-per-run";

type Cells = Parameters<NonNullable<ReaderByKey["onImplausible"]>>[0];

/** A log to write to, such as `log`. */
interface Journal {
  warn: (line: object, message: string) => void;
}

/** The columns already logged for each network. On globalThis, since each bundle has its own copy of this module. */
const shared = globalThis as typeof globalThis & { eigenwatchTold?: WeakMap<object, Set<string>> };
shared.eigenwatchTold ??= new WeakMap();
const told = shared.eigenwatchTold;

/** Logs implausible cells of an answer by key, each column once per run. */
export function tellImplausible(journal: Journal, network: { run: string }, cells: Cells): void {
  const known = told.get(network) ?? new Set();
  told.set(network, known);
  const news = cells.filter(({ table, column }) => !known.has(`${table}.${column}`));
  for (const { table, column } of news) known.add(`${table}.${column}`);
  if (news.length > 0) journal.warn({ run: network.run, cells: news }, "implausible cells by key");
}
