import type postgres from "postgres";
import { openClient } from "./client";

/** A table with its sizes; a scan without an index reads all of it. */
type TableStatistics = {
  table: string;
  /** The estimate of the last analyze; `null` is not known. */
  rows: number | null;
  bytes: number;
  indexBytes: number;
  sequentialScans: number;
  indexScans: number;
};
type IndexStatistics = {
  index: string;
  table: string;
  bytes: number;
  scans: number;
  isUnique: boolean;
};
type StatementStatistics = {
  statement: string;
  calls: number;
  totalSeconds: number;
  meanMilliseconds: number;
};
type ApplicationConnections = { application: string; state: string; count: number };
export type Statistics = {
  bytes: number;
  /** The share of blocks that Postgres found in its own memory; `null` before the first block. */
  cacheHitRatio: number | null;
  /** Since when these are counted; `null` is since the database was made. */
  since: Date | null;
  /** Largest first; `null` while a session holds a table, since its size is then not told. */
  tables: TableStatistics[] | null;
  indexes: IndexStatistics[] | null;
  /** The most total time first; `null` where pg_stat_statements is absent or may not be read. */
  statements: StatementStatistics[] | null;
  connections: ApplicationConnections[];
};

const DATABASE = /* sql */ `
  select pg_database_size(datid)::float8 as bytes, stats_reset as since,
    case when blks_hit + blks_read > 0 then blks_hit::float8 / (blks_hit + blks_read) end as "cacheHitRatio"
  from pg_stat_database where datname = current_database()`;
const TABLES = /* sql */ `
  select format('%s.%s', schemaname, t.relname) as table, nullif(reltuples, -1)::float8 as rows,
    pg_total_relation_size(relid)::float8 as bytes, pg_indexes_size(relid)::float8 as "indexBytes",
    coalesce(seq_scan, 0)::float8 as "sequentialScans", coalesce(idx_scan, 0)::float8 as "indexScans"
  from pg_stat_user_tables t join pg_class on pg_class.oid = relid order by bytes desc, 1`;
const INDEXES = /* sql */ `
  select format('%s.%s', schemaname, indexrelname) as index, format('%s.%s', schemaname, relname) as table,
    pg_relation_size(indexrelid)::float8 as bytes, idx_scan::float8 as scans, indisunique as "isUnique"
  from pg_stat_user_indexes join pg_index using (indexrelid) order by scans, bytes desc, 1`;
const CONNECTIONS = /* sql */ `
  select coalesce(nullif(application_name, ''), '(no name)') as application, coalesce(state, '(not shown)') as state,
    count(*)::float8 as count
  from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() group by 1, 2 order by 3 desc, 1, 2`;
/** The extension may be in any schema. Its view fails where the library is not loaded. */
const EXTENSION = /* sql */ `
  select format('%I.pg_stat_statements', nspname) as view
  from pg_extension join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_stat_statements'`;
const statementsIn = (view: string) => /* sql */ `
  select query as statement, calls::float8, total_exec_time / 1000 as "totalSeconds",
    mean_exec_time as "meanMilliseconds"
  from ${view} where dbid = (select oid from pg_database where datname = current_database())
    and query <> '<insufficient privilege>' order by total_exec_time desc limit 100`;

/** Returns the statistics that Postgres keeps of the database of `url`, as any role may ask; no row of data is read. */
export async function readStatistics(url: string): Promise<Statistics> {
  const client = openClient(url, { applicationName: "eigenwatch-stats", connectSeconds: 3 });
  const rows = async <Row>(statement: string) => [...(await client.unsafe(statement))] as Row[];
  try {
    const [database] = await rows<Pick<Statistics, "bytes" | "since" | "cacheHitRatio">>(DATABASE);
    if (!database) throw new Error("The database gave no statistics.");
    return {
      ...database,
      tables: await sizes<TableStatistics>(client, TABLES),
      indexes: await sizes<IndexStatistics>(client, INDEXES),
      statements: await readStatements(client),
      connections: await rows(CONNECTIONS),
    };
  } finally {
    await client.end({ timeout: 3 });
  }
}

/** Returns rows with sizes, which Postgres tells of tables that nobody has locked; else `null` after a second. */
async function sizes<Row>(client: postgres.Sql, statement: string): Promise<Row[] | null> {
  try {
    const rows = await client.begin(async (transaction) => {
      await transaction.unsafe("set local lock_timeout = '1s'");
      return await transaction.unsafe(statement);
    });
    return [...rows] as unknown[] as Row[];
  } catch (error) {
    if ((error as { code?: unknown }).code === "55P03") return null;
    throw error;
  }
}

async function readStatements(client: postgres.Sql): Promise<StatementStatistics[] | null> {
  const [found] = await client.unsafe(EXTENSION);
  if (!found) return null;
  try {
    return [...(await client.unsafe<StatementStatistics[]>(statementsIn(String(found.view))))];
  } catch (error) {
    // The library is not loaded (55000), or the view may not be read (42501).
    if (["55000", "42501"].includes(String((error as { code?: unknown }).code))) return null;
    throw error;
  }
}
