import { inArray, sql } from "drizzle-orm";
import { operatorDelegators } from "@/drizzle/analytics/schema";
import { usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { quantity } from "./expressions";

/**
 * The stakers who delegated to both of two of these operators, at one time or another: a staker delegates to one
 * operator at a time, so a shared one has moved between them. Pairs without any are left out; `valueUsd` is what the
 * shared stakers hold with either of the two now, unknown when none of it is known.
 * Units: counts, USD. Source: operator_delegators.
 */
export const listSharedDelegators = (db: AnalyticsDb, addresses: string[]) =>
  db
    .select({
      one: sql<string>`a.operator_id`,
      other: sql<string>`b.operator_id`,
      delegatorCount: sql`count(*)`.mapWith(Number),
      valueUsd: quantity(
        sql`sum(case when a.is_delegated then a.total_tvs_usd when b.is_delegated then b.total_tvs_usd end)`,
        usd,
      ),
    })
    .from(sql`${operatorDelegators} a join ${operatorDelegators} b
      on b.staker_id = a.staker_id and b.operator_id > a.operator_id`)
    .where(sql`${inArray(sql`a.operator_id`, addresses)} and ${inArray(sql`b.operator_id`, addresses)}`)
    .groupBy(sql`a.operator_id, b.operator_id`)
    .orderBy(sql`count(*) desc, a.operator_id, b.operator_id`);
