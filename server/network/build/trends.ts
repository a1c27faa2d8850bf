import type { OperatorStrategy } from "../operator";
import { addSums } from "../unknown";
import { type Draft, pairOf, type Steps, usdOfShares } from "./draft";
import { type CorrectedDays, sharesOnDay } from "./history";

/** Stake at today's prices on the days of `facts.sparklineDays`; `null` for a day with a gap. */
export interface Trend {
  usd: (number | null)[];
  /** Whether a slash may have taken more on at least one day. */
  isUpperBound: boolean;
}

/** Returns each operator's stake at today's prices, after the slashes until each day. */
export function* buildTrends(draft: Draft, corrected: CorrectedDays): Steps<Map<string, Trend>> {
  const { sparklineDays, sharesSeries } = draft.facts;
  const trends = new Map<string, Trend>();
  for (const { operator, strategy, shares, unknown } of sharesSeries) {
    yield;
    const pair = pairOf(operator, strategy);
    const first = shares.findIndex((day) => day !== null);
    const last = shares.findLastIndex((day) => day !== null);
    // A strategy without a price is left out of every day, so that the days stay comparable.
    if (!isPriced(draft, strategy)) continue;
    const trend = trends.get(operator) ?? { usd: sparklineDays.map(() => 0), isUpperBound: false };
    trends.set(operator, trend);
    for (const [index, day] of sparklineDays.entries()) {
      const kept = shares[index] ?? null;
      const isGap = kept === null && (unknown[index] || (index > first && index < last));
      if (isGap) trend.usd[index] = null;
      const before = trend.usd[index];
      if (kept === null || before === null || before === undefined) continue;
      const past = sharesOnDay(corrected, pair, day, kept);
      trend.usd[index] = before + (usdOfShares(draft, strategy, past.shares) ?? 0);
      trend.isUpperBound ||= past.isUpperBound;
    }
  }
  return trends;
}

const isPriced = (draft: Draft, strategy: string) => usdOfShares(draft, strategy, 1n) !== null;

/**
 * Returns a trend whose last day, if it is today, equals the operator's present value in the same strategies, if all
 * of it is known.
 */
export function endingNow(draft: Draft, trend: Trend | undefined, held: readonly OperatorStrategy[]) {
  const { facts, clocks } = draft;
  if (!trend || facts.sparklineDays.at(-1) !== clocks.timeNow?.toISOString().slice(0, 10)) return trend;
  const now = addSums(held.filter(({ strategy }) => isPriced(draft, strategy)).map(({ value }) => value));
  if (now.unknownCount > 0) return trend;
  return {
    usd: [...trend.usd.slice(0, -1), now.knownUsd],
    isUpperBound: trend.isUpperBound || now.isUpperBound,
  };
}
