import { formatCounted, formatDateTimeUtc, formatNumber, formatPercent } from "@/server/format";
import { readStatistics, type Statistics } from "../../db/postgres/statistics";
import { defineCommand } from "./command";
import { about, withDatabases } from "./databases";

const MOST = 10;
const LONGEST_STATEMENT = 110;

export const stats = defineCommand({
  name: "stats",
  summary: "Shows sizes of tables, use of indexes, hits in memory, longest statements and connections.",
  details: "Prints the first ten of each kind; --json has more. A role sees its own statements only.",
  run: async () =>
    await withDatabases(["analytics", "user"], "npm run db -- stats", async ({ analytics, user }) => {
      const data = {
        analytics: await about("analytics", () => readStatistics(analytics.readerUrl)),
        user: await about("user", () => readStatistics(user.applicationUrl)),
      };
      return {
        lines: [...linesOf("analytics", data.analytics), "", ...linesOf("user", data.user)],
        data,
      };
    }),
});

const tenths = (value: number) => Math.round(value * 10) / 10;
const megabytes = (bytes: number) => `${tenths(bytes / 1024 / 1024)} MB`;

function linesOf(name: string, found: Statistics): string[] {
  const { bytes, cacheHitRatio, since, tables, indexes, statements, connections } = found;
  const unused = indexes?.filter(({ scans, isUnique }) => scans === 0 && !isUnique) ?? null;
  return [
    `${name} database: ${megabytes(bytes)}, ${formatPercent(cacheHitRatio)} of blocks found in memory, counted since ${
      since ? formatDateTimeUtc(since) : "it was made"
    }`,
    ...part(
      "largest tables",
      tables,
      ({ table, rows, bytes: size, indexBytes, sequentialScans, indexScans }) =>
        `${table}: ${megabytes(size)}, of it indexes ${megabytes(indexBytes)}; ${rows === null ? "never analyzed" : `about ${formatNumber(rows)} rows`}; ${formatCounted(
          sequentialScans,
          "whole scan",
        )}, ${formatNumber(indexScans)} by index`,
    ),
    ...part(
      "indexes that were never used, unique ones left out",
      unused,
      ({ index, table, bytes: size }) => `${index} of ${table}: ${megabytes(size)}`,
    ),
    ...(statements
      ? part(
          "longest statements in total",
          statements,
          ({ statement, calls, totalSeconds, meanMilliseconds }) =>
            `${tenths(totalSeconds)} s in ${formatCounted(calls, "call")}, ${tenths(meanMilliseconds)} ms each: ${oneLine(statement)}`,
        )
      : ["  longest statements: not known, as pg_stat_statements is absent or this role may not read it"]),
    ...part(
      "connections",
      connections,
      ({ application, state, count }) => `${application}, ${state}: ${count}`,
    ),
  ];
}

const LOCKED = "not known, as another session holds a lock; see docs/operate/alerts.md";

function part<Row>(title: string, rows: Row[] | null, line: (row: Row) => string): string[] {
  if (!rows) return [`  ${title}: ${LOCKED}`];
  const shown = rows.slice(0, MOST).map((row) => `    ${line(row)}`);
  const more = rows.length > MOST ? [`    and ${rows.length - MOST} more`] : [];
  return [`  ${title}:${rows.length === 0 ? " none" : ""}`, ...shown, ...more];
}

const oneLine = (statement: string) => statement.replace(/\s+/g, " ").trim().slice(0, LONGEST_STATEMENT);
