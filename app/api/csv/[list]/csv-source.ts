import type { CsvColumns } from "@/app/_components/tables/columns";
import type { Viewer } from "@/server/auth/viewer";
import type { appRouter } from "@/server/trpc/router";

type Caller = ReturnType<typeof appRouter.createCaller>;
type Page = { page: number; perPage: number };
/** The page that a procedure's input requires; a download reads its own rows instead. */
const PAGE: Page = { page: 1, perPage: 100 };
/** How many rows a download asks a list for at a time. */
export const CHUNK_ROWS = 1000;

/** The request of a download. The query is that of the list's own page; its paging does not count. */
export interface Asked {
  api: Caller["analytics"];
  account: Pick<Caller["account"], "watchlist">;
  query: URLSearchParams;
  viewer: Viewer;
}

/** `isLast` says that nothing follows: reading again would give what was read already. */
interface Chunk {
  records: unknown[][];
  total: number;
  isLast: boolean;
}

/** Of whom a list is, in its file's name; an owner's own wallet may have all of it. */
interface Whose {
  about?: string;
  owner?: string;
}

export interface Source extends Whose {
  header: string[];
  read: () => Promise<Chunk>;
}

export type Open = (asked: Asked) => Source;

/** Reads a list through the procedure that its page on the site asks, and lays its rows out. */
export const csvSource = <Row>(
  columns: CsvColumns<Row>,
  ask: (page: Page) => Promise<{ rows: Row[]; total: number }>,
  whose?: Whose,
): Source => ({
  ...whose,
  header: Object.keys(columns),
  read: async () => {
    const { rows, total } = await ask(PAGE);
    return { records: recordsOf(columns, rows), total, isLast: rows.length < CHUNK_ROWS };
  },
});

/** A list that its procedure gives at once. */
export const wholeCsvSource = <Row>(
  columns: CsvColumns<Row>,
  ask: () => Promise<Row[]>,
  whose?: Whose,
): Source => ({
  ...whose,
  header: Object.keys(columns),
  read: async () => {
    const records = recordsOf(columns, await ask());
    return { records, total: records.length, isLast: true };
  },
});

/** An empty text says no more than an empty cell, which programs read as null. */
const recordsOf = <Row>(columns: CsvColumns<Row>, rows: Row[]) =>
  rows.map((row) =>
    Object.values(columns)
      .map((cell) => cell(row))
      .map((value) => (value === "" ? null : value)),
  );
