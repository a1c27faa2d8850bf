import { and, asc, eq, sql } from "drizzle-orm";
import { historicalTvsSnapshots, strategyExchangeRates, tokenPriceHistory } from "@/drizzle/analytics/schema";
import { usd } from "../../postgres/decoders";
import { cachedPerRun } from "../cached-per-run";
import type { AnalyticsDb } from "../client";
import { quantity } from "../expressions";
import { beginning, lastDayOf, type Present, untilOf } from "../present";
import type { DayRange } from "../read-by-key";

/** Days up to which the index on them is worth reading beside that on strategies. */
const FEW_DAYS = 90;
const MOST_USD = sql.raw("1e13");
const h = historicalTvsSnapshots;
const valueUsd = sql`${h.tvsUsd} >= 0 and ${h.tvsUsd} < ${MOST_USD}`;

/**
 * Returns a strategy's value over all operators by day, oldest first. A day on which no operator's value is known is
 * `null`. Units: USD with no slash taken off, counts of operators. Source: historical_tvs_snapshots.
 */
export const listStrategyHistory = cachedPerRun(
  "listStrategyHistory",
  (db: AnalyticsDb, strategy: string, { from, until }: DayRange) => {
    const isFew = from !== undefined && Date.parse(until) - Date.parse(from) <= FEW_DAYS * 86_400_000;
    // Postgres takes a range whose ends it learns late for a small one, and would read the days of all strategies first.
    const day = isFew ? h.snapshotDate : sql`(${h.snapshotDate} + 0)`;
    return db
      .select({
        snapshotOn: h.snapshotDate,
        tvsUsd: quantity(sql`sum(${h.tvsUsd}) filter (where ${valueUsd})`, usd),
        operatorCount: sql<number>`count(*) filter (where ${valueUsd} and ${h.tvsUsd} > 0)`.mapWith(Number),
      })
      .from(h)
      .where(
        and(
          eq(h.strategyId, strategy),
          sql`${day} <= ${until}`,
          from === undefined ? undefined : sql`${day} >= ${from}`,
        ),
      )
      .groupBy(h.snapshotDate)
      .orderBy(asc(h.snapshotDate));
  },
);

/**
 * The price of a strategy's token on each day, the last one of the day, oldest first, up to `dayCount` days back.
 * Units: USD per token. Source: token_price_history through strategy_exchange_rates.
 */
export const listStrategyPrices = cachedPerRun(
  "listStrategyPrices",
  (db: AnalyticsDb, strategy: string, present: Present, dayCount: number | undefined) => {
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
          sql`${tokenPriceHistory.timestamp} between ${beginning} and ${untilOf(present)}`,
          dayCount === undefined
            ? undefined
            : sql`${tokenPriceHistory.timestamp} >= ${lastDayOf(present)} - ${dayCount}::int`,
        ),
      )
      .orderBy(sql`${on} asc`, sql`${tokenPriceHistory.timestamp} desc`);
  },
);
