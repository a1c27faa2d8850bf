import { and, asc, eq, sql } from "drizzle-orm";
import { historicalTvsSnapshots, strategyExchangeRates, tokenPriceHistory } from "@/drizzle/analytics/schema";
import { usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { asOf, asOfDay, quantity } from "./expressions";

/** Days up to which the index on them is worth reading beside that on strategies. */
const FEW_DAYS = 90;

/**
 * A strategy's value over all operators day by day, oldest first, up to `dayCount` days back; all days when that is
 * `undefined`. A day on which no operator's value is known is `null`.
 * Units: USD, counts of operators. Source: historical_tvs_snapshots.
 */
export const listStrategyHistory = (db: AnalyticsDb, strategy: string, dayCount: number | undefined) => {
  const isFew = dayCount !== undefined && dayCount <= FEW_DAYS;
  // Postgres takes a range whose ends it learns late for a small one, and would read the days of all strategies first.
  const day = isFew ? historicalTvsSnapshots.snapshotDate : sql`(${historicalTvsSnapshots.snapshotDate} + 0)`;
  return db
    .select({
      snapshotOn: historicalTvsSnapshots.snapshotDate,
      tvsUsd: quantity(sql`sum(${historicalTvsSnapshots.tvsUsd})`, usd),
      operatorCount: sql<number>`count(*) filter (where ${historicalTvsSnapshots.tvsUsd} > 0)`.mapWith(
        Number,
      ),
    })
    .from(historicalTvsSnapshots)
    .where(
      and(
        eq(historicalTvsSnapshots.strategyId, strategy),
        sql`${day} <= ${asOfDay}`,
        dayCount === undefined ? undefined : sql`${day} >= ${asOfDay} - ${dayCount}::int`,
      ),
    )
    .groupBy(historicalTvsSnapshots.snapshotDate)
    .orderBy(asc(historicalTvsSnapshots.snapshotDate));
};

/**
 * The price of a strategy's token on each day, the last one of the day, oldest first, up to `dayCount` days back.
 * Units: USD per token. Source: token_price_history through strategy_exchange_rates.
 */
export const listStrategyPrices = (db: AnalyticsDb, strategy: string, dayCount: number | undefined) => {
  const on = sql`${tokenPriceHistory.timestamp}::date`;
  return db
    .selectDistinctOn([on], {
      pricedOn: sql<string>`${on}::text`,
      priceUsd: quantity(tokenPriceHistory.priceUsd, usd),
    })
    .from(tokenPriceHistory)
    .innerJoin(
      strategyExchangeRates,
      eq(strategyExchangeRates.underlyingToken, tokenPriceHistory.tokenAddress),
    )
    .where(
      and(
        eq(strategyExchangeRates.strategyAddress, strategy),
        sql`${tokenPriceHistory.timestamp} <= ${asOf}`,
        dayCount === undefined
          ? undefined
          : sql`${tokenPriceHistory.timestamp} >= ${asOfDay} - ${dayCount}::int`,
      ),
    )
    .orderBy(sql`${on} asc`, sql`${tokenPriceHistory.timestamp} desc`);
};
