import type { CsvColumns } from "@/app/_components/tables/columns";
import type { Viewer } from "@/server/auth/viewer";
import type { appRouter } from "@/server/trpc/router";

type Caller = ReturnType<typeof appRouter.createCaller>;
type Page = { page: number; perPage: number };
/** The page that the input of a list procedure has to name; a download reads its own rows instead. */
const PAGE: Page = { page: 1, perPage: 100 };
/** The number of rows that a download reads at a time. */
export const CHUNK_ROWS = 1000;

/** A request for a download. Its query is that of the list's page; the page number and size are ignored. */
export interface Asked {
  api: Caller["analytics"];
  account: Pick<Caller["account"], "watchlist">;
  query: URLSearchParams;
  viewer: Viewer;
}

/** Some rows of a download. After the last chunk nothing follows: reading again would repeat rows. */
interface Chunk {
  records: unknown[][];
  total: number;
  isLast: boolean;
}

/** The subject of a list, for the file's name, and the address whose own wallet may download the whole list. */
interface Whose {
  about?: string;
  owner?: string;
}

export interface Source extends Whose {
  header: string[];
  read: () => Promise<Chunk>;
}

export type Open = (asked: Asked) => Source;

/** Returns a source that reads a list through the procedure of its page, and lays its rows out. */
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

/** Returns a source for a list that its procedure returns at once. */
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

/** Returns rows as cells by heading. An empty text becomes an empty cell, which programs read as null. */
const recordsOf = <Row>(columns: CsvColumns<Row>, rows: Row[]) =>
  rows.map((row) =>
    Object.values(columns)
      .map((cell) => cell(row))
      .map((value) => (value === "" ? null : value)),
  );
