import { sql } from "drizzle-orm";
import { afterAll, bench, describe, inject } from "vitest";
import { operatorDelegatorShares, operatorDelegators } from "@/drizzle/analytics/schema";
import { connectAnalytics } from "./client";
import { strategySymbol } from "./names";
import { listStandings } from "./operator-comparison";
import { listOperatorDelegators } from "./operator-delegators";
import { findOperatorScore, listOperatorHistories, listOperatorHistory } from "./operator-overview";
import { findRiskDetail } from "./operator-risk";
import { findStrategySummary, listOperatorStrategies } from "./operator-strategies";
import { findWorstCase } from "./operator-worst-case";
import { listOperators } from "./operators";

const { db, close } = connectAnalytics(inject("demoReaderUrl"));
afterAll(close);

const most = { sort: "delegators", dir: "desc", page: 1, perPage: 5 } as const;
const five = (await listOperators(db, { status: "all" }, most)).rows.map(({ address }) => address);
const largest = five[0] ?? "";

describe("who holds the strategies of the operator of most delegators", () => {
  bench("delegations joined by operator and staker", async () => {
    await listOperatorStrategies(db, largest, { sort: "value", dir: "desc" });
  });
  bench("delegations joined by their composite id", async () => {
    await db
      .select({ strategy: operatorDelegatorShares.strategyId, holders: sql`count(*)` })
      .from(operatorDelegatorShares)
      .where(
        sql`${operatorDelegatorShares.operatorId} = ${largest} and shares > 0 and exists (select 1
          from ${operatorDelegators} g where g.is_delegated
          and g.id = operator_delegator_shares.operator_id || '-' || operator_delegator_shares.staker_id)`,
      )
      .groupBy(operatorDelegatorShares.strategyId);
  });
});

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

describe("five operators compared", () => {
  bench("in a statement for their standings and one for their histories", async () => {
    await Promise.all([listStandings(db, five), listOperatorHistories(db, five, 365)]);
  });
  bench("tab by tab", async () => {
    await Promise.all(
      five.flatMap((one) => [
        findOperatorScore(db, one),
        findRiskDetail(db, one),
        findStrategySummary(db, one),
        findWorstCase(db, one, 1),
        listOperatorHistory(db, one, 365),
      ]),
    );
  });
});
