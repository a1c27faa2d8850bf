import { desc, lte, sql } from "drizzle-orm";
import { tokenPriceHistory } from "@/drizzle/analytics/schema";
import * as cell from "./cells";
import { readRows, type Source } from "./source";

const price = {
  token: cell.id(tokenPriceHistory.tokenAddress),
  priceUsd: cell.price(tokenPriceHistory.priceUsd),
  at: cell.instant(tokenPriceHistory.timestamp),
  source: cell.text(tokenPriceHistory.source),
  isProxy: cell.flag(tokenPriceHistory.isProxyPrice),
  proxySymbol: cell.text(tokenPriceHistory.proxyTokenSymbol),
};

/** Returns the newest price of each token, future ones ignored: US dollars for one whole token. */
export async function readPrices(source: Source) {
  const { tokenAddress, timestamp } = tokenPriceHistory;
  return {
    prices: await readRows(source, price, (columns) =>
      source.db
        .selectDistinctOn([tokenAddress], columns)
        .from(tokenPriceHistory)
        .where(lte(timestamp, sql`${source.now.toISOString()}::timestamptz at time zone 'UTC'`))
        .orderBy(tokenAddress, desc(timestamp)),
    ),
  };
}
