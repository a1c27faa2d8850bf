import { and, asc, eq, sql } from "drizzle-orm";
import { historicalTvsSnapshots, strategyExchangeRates, tokenPriceHistory } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import * as cell from "../facts/cells";
import { beginning, lastDayOf, type Present, untilOf } from "../present";
import { believed, type DayRange } from "../read-by-key";
import { noteImplausible } from "../reading";

/** For up to this many days, the index on days is worth reading besides the one on strategies. */
const FEW_DAYS = 90;
const h = historicalTvsSnapshots;
/** Returns whether a cell is a plausible amount of US dollars. */
const isKnown = sql`coalesce(${h.tvsUsd} between 0 and 1e13, false)`;

/**
 * Returns a strategy's daily value over all operators, oldest first; `null` for a day on which one operator's value
 * is not known. Units: USD with slashes not taken off, counts of operators. Source: historical_tvs_snapshots.
 */
export const listStrategyHistory = cachedPerRun(
  "listStrategyHistory",
  async (db: AnalyticsDb, strategy: string, { from, until }: DayRange) => {
    const isFew = from !== undefined && Date.parse(until) - Date.parse(from) <= FEW_DAYS * 86_400_000;
    // Postgres assumes that a range with ends given by parameters is small, and would first read the days of all
    // strategies.
    const day = isFew ? h.snapshotDate : sql`(${h.snapshotDate} + 0)`;
    const rows = await db
      .select({
        snapshotOn: h.snapshotDate,
        tvsUsd: believed(
          cell.usd(h.tvsUsd),
          sql`case when bool_and(${isKnown} or ${h.shares} = 0) then coalesce(sum(${h.tvsUsd}) filter (where ${isKnown}), 0) end`,
        ),
        operatorCount:
          sql`count(*) filter (where case when ${isKnown} then ${h.tvsUsd} else ${h.shares} end > 0)`.mapWith(
            Number,
          ),
        rejectedCount: sql`count(${h.tvsUsd}) filter (where not ${isKnown})`.mapWith(Number),
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
    return rows.map(({ rejectedCount, ...row }) => {
      noteImplausible(h.tvsUsd, rejectedCount);
      return row;
    });
  },
);

/**
 * Returns the last price of a strategy's token on each day, oldest first, up to `dayCount` days back. Units: USD per
 * token. Source: token_price_history through strategy_exchange_rates.
 */
export const listStrategyPrices = cachedPerRun(
  "listStrategyPrices",
  (db: AnalyticsDb, strategy: string, present: Present, dayCount: number | undefined) => {
    const on = sql`${tokenPriceHistory.timestamp}::date`;
    return db
      .selectDistinctOn([on], {
        pricedOn: sql<string>`${on}::text`,
        priceUsd: believed(cell.price(tokenPriceHistory.priceUsd)),
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
