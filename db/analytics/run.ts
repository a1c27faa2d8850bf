import { eq, max, sql } from "drizzle-orm";
import { PgDialect, QueryBuilder } from "drizzle-orm/pg-core";
import {
  networkDailyAggregates,
  operatorDailySnapshots,
  pipelineCheckpoints,
} from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./analytics-db";
import { hasTables, openSource } from "./facts/source";

const query = new QueryBuilder();
const { pipelineName, lastProcessedAt, lastProcessedBlock } = pipelineCheckpoints;
const checkpoints = query
  .select({
    rows: sql`json_agg(json_build_array(${lastProcessedBlock}, ${pipelineName}, ${lastProcessedAt})
      order by ${pipelineName})`,
  })
  .from(pipelineCheckpoints);

/** Selects the newest day and its greatest block. */
const newestDay = (table: typeof operatorDailySnapshots | typeof networkDailyAggregates) =>
  query
    .select({ row: sql`json_build_array(${max(table.snapshotBlock)}, ${table.snapshotDate})` })
    .from(table)
    .where(eq(table.snapshotDate, query.select({ newest: max(table.snapshotDate) }).from(table)))
    .groupBy(table.snapshotDate);

const PARTS = [
  [pipelineCheckpoints, checkpoints],
  [operatorDailySnapshots, newestDay(operatorDailySnapshots)],
  [networkDailyAggregates, newestDay(networkDailyAggregates)],
] as const;

const runOf = (isThere: (table: (typeof PARTS)[number][0]) => boolean) =>
  sql<string>`json_build_array(${sql.join(
    PARTS.map(([table, part]) => (isThere(table) ? sql`(${part})` : sql`null`)),
    sql`, `,
  )})::text`;

/** The expression for the run that a statement sees, as text: it has no parameters. */
export const seenRun: string = new PgDialect().sqlToQuery(runOf(() => true)).sql;

/**
 * Returns a text that changes with every run of the pipeline: all checkpoints, and the newest day and block of the
 * daily snapshots. A missing table counts as empty.
 */
export const readRun = async (db: AnalyticsDb): Promise<string> => (await readRunAndTables(db)).run;

/** Returns the run, and the tables of the contract that are missing in it. */
export async function readRunAndTables(db: AnalyticsDb): Promise<{ run: string; missingTables: string[] }> {
  const source = await openSource(db, new Date());
  const run = runOf((table) => hasTables(source, table));
  const [row] = await db.select({ run }).from(sql`(select) as nothing`);
  return { run: row?.run ?? "", missingTables: source.missing };
}

/** Returns the greatest block in a run's name; `null` if there is none, since pipelines write 0 for that. */
export function blockOfRun(run: string): number | null {
  const [checkpoints, ...days] = JSON.parse(run) as [[unknown][] | null, ...([unknown] | null)[]];
  const blocks = [...(checkpoints ?? []), ...days].map((part) => Number(part?.[0] ?? 0));
  const greatest = Math.max(0, ...blocks);
  return greatest > 0 ? greatest : null;
}

/** Returns the parts of a run, each with the numbers by which it grows; none for a name that is not a run's. */
function partsOfRun(run: string): Map<string, (number | string)[]> {
  const parts = new Map<string, (number | string)[]>();
  try {
    const [checkpoints, ...days] = JSON.parse(run) as [
      [number, string, string][] | null,
      ...([number, string] | null)[],
    ];
    for (const [block, name, at] of checkpoints ?? [])
      parts.set(`checkpoint ${name}`, [block ?? 0, at ?? ""]);
    for (const [place, day] of days.entries())
      if (day) parts.set(`day ${place}`, [day[1] ?? "", day[0] ?? 0]);
  } catch {
    return new Map();
  }
  return parts;
}

/**
 * Returns whether a run is surely older than another one, as a replica that lags behind answers: its greatest block is
 * lower, or a part of it is older and none is newer.
 */
export function isOlderRun(run: string, other: string): boolean {
  const [parts, others] = [partsOfRun(run), partsOfRun(other)];
  if (parts.size === 0 || others.size === 0) return false;
  const [block, otherBlock] = [blockOfRun(run), blockOfRun(other)];
  if (block !== null && otherBlock !== null && block !== otherBlock) return block < otherBlock;
  let isOlder = false;
  for (const [name, values] of parts) {
    const [first, second] = [values, others.get(name)];
    const place = second ? first.findIndex((value, index) => value !== second[index]) : -1;
    const [one, two] = [first[place], second?.[place]];
    if (one === undefined || two === undefined) continue;
    if (one > two) return false;
    isOlder = true;
  }
  return isOlder;
}
