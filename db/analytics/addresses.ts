import { asc, eq } from "drizzle-orm";
import { avs, operators, stakers, strategies } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";
import { keptPerRun } from "./per-run";

const TABLES = { operators, avs, strategies, stakers };
export const LISTED_KINDS = ["operators", "avs", "strategies"] as const;
type Kind = keyof typeof TABLES;
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

/**
 * Whether the pipeline knows an address, in lower case, as one of a kind. What is listed is known without a question;
 * the rest, and every staker, is looked up by its key. Sources: operators, avs, strategies, stakers.
 */
export async function isKnownAddress(db: AnalyticsDb, kind: Kind, address: string): Promise<boolean> {
  if (kind !== "stakers" && (await listedOf(db))[kind].includes(address)) return true;
  const { id } = TABLES[kind];
  const [row] = await db.select({ id }).from(TABLES[kind]).where(eq(id, address)).limit(1);
  return row !== undefined;
}
