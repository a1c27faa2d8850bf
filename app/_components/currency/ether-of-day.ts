type PricedDay = { pricedOn: string; priceUsd: number | null };

const DAY_MS = 86_400_000;
/** An older price is not used for a day. */
const LONGEST_GAP_DAYS = 7;

/**
 * Returns a function that converts US dollars of a day ("2026-07-05") into ether, by that day's price or the last
 * one of the week before; `null` without one. `prices` are in order of days.
 */
export function etherByDay(prices: PricedDay[]) {
  const known = prices.flatMap(({ pricedOn, priceUsd }) =>
    priceUsd ? [{ at: Date.parse(pricedOn), priceUsd }] : [],
  );
  return (on: string, usd: number | null): number | null => {
    const day = Date.parse(on.slice(0, 10));
    const before = known[known.findLastIndex(({ at }) => at <= day)];
    if (usd === null || !before || day - before.at > LONGEST_GAP_DAYS * DAY_MS) return null;
    return usd / before.priceUsd;
  };
}
