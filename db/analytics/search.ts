import { and, asc, ilike, or, sql } from "drizzle-orm";
import { operatorState } from "@/drizzle/analytics/schema";
import { usd } from "../units";
import type { AnalyticsDb } from "./client";
import { containing, quantity } from "./expressions";
import { declared } from "./operator-figures";

/**
 * Operators whose name or address holds every word, in any order and case: exact names first, then names that begin
 * with the words, then the most secured. At most `limit` rows.
 * Units: USD. Sources: operator_state, operator_metadata.
 */
export async function searchOperators(db: AnalyticsDb, q: string, limit: number) {
  const text = q.trim().toLowerCase();
  const words = text.split(/\s+/).filter(Boolean).slice(0, 8);
  if (words.length === 0) return [];
  const name = declared("name");
  return db
    .select({
      address: operatorState.operatorAddress,
      name,
      tvsUsd: quantity(operatorState.totalTvs, usd),
      isActive: operatorState.isActive,
    })
    .from(operatorState)
    .where(
      and(
        ...words.map((word) =>
          or(ilike(name, containing(word)), ilike(operatorState.operatorAddress, containing(word))),
        ),
      ),
    )
    .orderBy(
      sql`case when lower(${name}) = ${text} or ${operatorState.operatorAddress} = ${text} then 0
               when starts_with(lower(${name}), ${text}) then 1
               when starts_with(${operatorState.operatorAddress}, ${text}) then 2 else 3 end`,
      sql`${operatorState.totalTvs} desc nulls last`,
      asc(operatorState.operatorAddress),
    )
    .limit(limit);
}
