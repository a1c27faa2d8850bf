import "server-only";
import { cookies } from "next/headers";
import { cache } from "react";
import { api } from "@/app/_trpc/server";
import { CURRENCY_COOKIE } from "./currency-cookie";
import { etherByDay } from "./ether-of-day";

/** The strategy of natively restaked ether, whose token is ether itself. */
const BEACON_ETHER = "0xbeac0eeeeeeeeeeeeeeeeeeeeeeeeeeeeeebeac0";

/** Returns the account's preferences; `undefined` for a visitor, or when they cannot be read. */
export const findPreferences = cache(async () => {
  const viewer = await api.account.viewer();
  return "address" in viewer ? await api.account.preferences.get().catch(() => undefined) : undefined;
});

/** Returns today's price of ether in US dollars if the viewer prefers ether, else `null`. */
export const findUsdPerEth = cache(async () => {
  const viewer = await api.account.viewer();
  const isVisitor = !("address" in viewer);
  const currency = isVisitor
    ? (await cookies()).get(CURRENCY_COOKIE)?.value
    : (await findPreferences())?.currency;
  if (currency !== "ETH") return null;
  const ether = await api.analytics.strategies.overview({ address: BEACON_ETHER }).catch(() => undefined);
  return ether?.priceUsd ?? null;
});

type ValueOfDay = (on: string, usd: number | null) => number | null;
const IN_USD: { format: "usd" | "eth"; valueOn: ValueOfDay } = { format: "usd", valueOn: (_, usd) => usd };

interface ValueDay {
  snapshotOn: string;
  isUpperBound: boolean;
}

/** Returns the points of a chart of daily value, in the currency of `money`. */
export const pointsOf = <Day extends ValueDay>(
  { valueOn }: Pick<typeof IN_USD, "valueOn">,
  days: readonly Day[],
  usdOf: (day: Day) => number | null,
) =>
  days.map((day) => ({
    on: day.snapshotOn,
    value: valueOn(day.snapshotOn, usdOf(day)),
    isUpperBound: day.isUpperBound,
  }));

/**
 * Returns how to show a history of value: in dollars, or in ether at each day's price; in dollars if there are no
 * prices.
 */
export const moneyOfDays = cache(async (): Promise<typeof IN_USD> => {
  if ((await findUsdPerEth()) === null) return IN_USD;
  const prices = await api.analytics.strategies
    .prices({ address: BEACON_ETHER, range: "all" })
    .catch(() => []);
  return prices.length === 0 ? IN_USD : { format: "eth", valueOn: etherByDay(prices) };
});
