import { strategies, strategyExchangeRates, tokenMetadata } from "@/drizzle/analytics/schema";
import * as cell from "./cells";
import { readTable, type Source } from "./source";

const strategy = { address: cell.id(strategies.id) };
const exchangeRate = {
  strategy: cell.id(strategyExchangeRates.strategyAddress),
  rate: cell.rate(strategyExchangeRates.sharesToUnderlyingRate),
  token: cell.text(strategyExchangeRates.underlyingToken),
  updatedAt: cell.instant(strategyExchangeRates.rateUpdatedAt),
};
const token = {
  address: cell.id(tokenMetadata.contractAddress),
  symbol: cell.text(tokenMetadata.symbol),
  name: cell.text(tokenMetadata.name),
  decimals: cell.decimals(tokenMetadata.decimals),
  logo: cell.longText(tokenMetadata.logoSmall),
  homepage: cell.longText(tokenMetadata.homepageUrl),
  coingeckoId: cell.text(tokenMetadata.coingeckoId),
  isRebasing: cell.flag(tokenMetadata.isRebasing),
};

/** Returns every strategy with its exchange rate and its token. */
export async function readStrategies(source: Source) {
  return {
    strategies: await readTable(source, strategies, strategy),
    exchangeRates: await readTable(source, strategyExchangeRates, exchangeRate),
    tokens: await readTable(source, tokenMetadata, token),
  };
}
