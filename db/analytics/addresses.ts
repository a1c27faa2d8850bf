import { asc } from "drizzle-orm";
import { avs, operators, strategies } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";

const TABLES = { operators, avs, strategies };
export const LISTED_KINDS = ["operators", "avs", "strategies"] as const;

/** The addresses of a kind in their order, `limit` of them from `offset` on. Sources: operators, avs, strategies. */
export async function listAddresses(
  db: AnalyticsDb,
  kind: (typeof LISTED_KINDS)[number],
  { offset, limit }: { offset: number; limit: number },
) {
  const table = TABLES[kind];
  const rows = await db
    .select({ id: table.id })
    .from(table)
    .orderBy(asc(table.id))
    .limit(limit)
    .offset(offset);
  return rows.map(({ id }) => id);
}

/** How many of each kind there are. Sources: operators, avs, strategies. */
export async function countAddresses(db: AnalyticsDb) {
  const counted = await Promise.all(
    LISTED_KINDS.map(async (kind) => ({ kind, count: await db.$count(TABLES[kind]) })),
  );
  return counted;
}
