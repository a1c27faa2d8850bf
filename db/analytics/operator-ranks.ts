import { sql } from "drizzle-orm";
import { operatorState } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";

/** Places from 1 on, from the largest; equals share one, and what is unknown has none. */
interface Ranks {
  tvsRank: number | null;
  delegatorRank: number | null;
  avsRank: number | null;
}

/**
 * Where each operator that has stake of value stands among them by value, delegators and AVSs, by its address, and how
 * many they are. Source: operator_state.
 */
export async function readOperatorRanks(db: AnalyticsDb) {
  const rank = (column: string) =>
    sql<number | null>`case when s.${sql.raw(column)} is not null
      then rank() over (order by s.${sql.raw(column)} desc nulls last)::int end`;
  const rows = await db
    .select({
      address: sql<string>`s.operator_address`,
      tvsRank: rank("total_tvs"),
      delegatorRank: rank("active_delegators"),
      avsRank: rank("active_avs_count"),
    })
    .from(sql`${operatorState} s`)
    .where(sql`s.total_tvs > 0`);
  return {
    stakedCount: rows.length,
    byAddress: new Map<string, Ranks>(rows.map(({ address, ...ranks }) => [address, ranks])),
  };
}
