import { sql } from "drizzle-orm";
import { afterAll, bench, describe, inject } from "vitest";
import { operatorDelegatorShares, operatorDelegators, operatorState } from "@/drizzle/analytics/schema";
import { connectAnalytics } from "./client";
import { strategySymbol } from "./names";
import { listOperatorDelegators } from "./operator-delegators";

const { db, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);

const [most] = await db
  .select({ address: operatorState.operatorId })
  .from(operatorState)
  .orderBy(sql`${operatorState.activeDelegators} desc nulls last`)
  .limit(1);
const largest = most?.address ?? "";

describe("a thousand of its delegators for a CSV", () => {
  const held = sql`${operatorDelegatorShares} s where s.staker_id = operator_delegators.staker_id
    and s.operator_id = operator_delegators.operator_id and s.shares > 0`;
  bench("symbols read once, and counted where they are", async () => {
    await listOperatorDelegators(
      db,
      largest,
      {},
      { sort: "value", dir: "desc", page: 1, perPage: 1000, bookmark: {} },
    );
  });
  bench("symbols read for each holding, which are counted apart", async () => {
    const whole = sql`(select sum(w.total_tvs_usd) from ${operatorDelegators} w
      where w.operator_id = ${largest} and w.is_delegated)`;
    await db
      .select({
        address: operatorDelegators.stakerId,
        share: sql`${operatorDelegators.totalTvsUsd} / ${whole}`,
        count: sql`(select count(*) from ${held})`,
        symbols: sql`(select json_agg(${strategySymbol(sql`s.strategy_id`)} order by s.tvs_usd desc nulls last)
          from ${held})`,
        total: sql`(select count(*) from ${operatorDelegators} c where c.operator_id = ${largest} and c.is_delegated)`,
      })
      .from(operatorDelegators)
      .where(sql`operator_delegators.operator_id = ${largest} and operator_delegators.is_delegated`)
      .orderBy(sql`operator_delegators.total_tvs_usd desc nulls last, operator_delegators.staker_id`)
      .limit(1000);
  });
});
