import { asc } from "drizzle-orm";
import { avs, operators, strategies } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";
import { keptPerRun } from "./per-run";

const TABLES = { operators, avs, strategies };
export const LISTED_KINDS = ["operators", "avs", "strategies"] as const;
type ListedKind = (typeof LISTED_KINDS)[number];

const listedOf = keptPerRun(async (db) => {
  const ids = async (kind: ListedKind) => {
    const { id } = TABLES[kind];
    return (await db.select({ id }).from(TABLES[kind]).orderBy(asc(id))).map((row) => row.id);
  };
  return { operators: await ids("operators"), avs: await ids("avs"), strategies: await ids("strategies") };
});

/**
 * The addresses of a kind in their order, `limit` of them from `offset` on, read once a run of the pipeline.
 * Sources: operators, avs, strategies.
 */
export const listAddresses = async (
  db: AnalyticsDb,
  kind: ListedKind,
  { offset, limit }: { offset: number; limit: number },
) => (await listedOf(db))[kind].slice(offset, offset + limit);

/** How many of each kind there are, counted once a run of the pipeline. Sources: operators, avs, strategies. */
export async function countAddresses(db: AnalyticsDb) {
  const listed = await listedOf(db);
  return LISTED_KINDS.map((kind) => ({ kind, count: listed[kind].length }));
}
