import type { Facts } from "@/db/analytics/facts/facts";
import { lotsOfSeries } from "../history";
import type { Change, OperatorStrategy } from "../network";
import { magnitudePath, type Slash } from "../slashing";
import { addSums, ratio, sumUsd, type UsdValue } from "../unknown";
import { withdrawableSum } from "../value";
import { type Draft, pairOf, type Steps, usdOfShares } from "./draft";

type ValueDay = Facts["valueDays"][number];

/** Shares of an operator in a strategy on a past day, after the slashes until then. */
interface PastShares {
  shares: bigint;
  isUpperBound: boolean;
}

/** Returns kept shares of a day with the slashes until then taken off; an upper bound where that cannot be told. */
function sharesOnDay(draft: Draft, pair: string, day: string, kept: bigint): PastShares {
  const slashes = draft.slashesOf.get(pair)?.filter(({ wadSlashed }) => wadSlashed !== 0n) ?? [];
  const blockNumber = draft.blockOfDay.get(day) ?? null;
  const until = slashes.filter((slash) => !isAfterDay(slash, day, blockNumber));
  if (until.length === 0 || kept === 0n) return { shares: kept, isUpperBound: false };
  const days = (draft.slashedDays.get(pair) ?? [])
    .filter((row) => row.day <= day)
    .map((row) => ({ blockNumber: draft.blockOfDay.get(row.day) ?? null, shares: row.shares }));
  const path = magnitudePath(until);
  const { shares, correction } = withdrawableSum(lotsOfSeries(days), {
    slashes: until,
    maxMagnitude: path.at(-1)?.maxAfter ?? null,
    maxMagnitudeBlock: path.at(-1)?.slash.blockNumber ?? null,
  });
  return days.length === 0
    ? { shares: kept, isUpperBound: true }
    : { shares, isUpperBound: correction !== "exact" };
}

/** By block where the day's is known, else by date: a slash of the day itself came after it. */
function isAfterDay({ blockNumber, slashedAt }: Slash, day: string, dayBlock: number | null): boolean {
  if (dayBlock !== null && blockNumber !== null) return blockNumber > dayBlock;
  return slashedAt !== null && slashedAt.toISOString().slice(0, 10) >= day;
}

/** One pair on a past day; `null` shares are not known. */
interface PastPair {
  operator: string;
  strategy: string;
  past: PastShares | null;
  valueThenUsd: number | null;
}

/**
 * Returns what each operator had in each strategy on the day that stands for 7 or 30 days ago. Without a row of the day
 * an operator's other strategies tell that it had nothing there, unless an earlier day shows a gap.
 */
function* pastPairs(
  draft: Draft,
  day: string,
  positions: Map<string, OperatorStrategy>,
): Steps<Map<string, PastPair>> {
  const rows = new Map<string, ValueDay>();
  const seenOperators = new Set<string>();
  for (const row of draft.facts.valueDays)
    if (row.day === day) {
      rows.set(pairOf(row.operator, row.strategy), row);
      seenOperators.add(row.operator);
    }
  const pairs = new Map<string, PastPair>();
  for (const [pair, { operator, strategy }] of positions) {
    yield;
    if (!seenOperators.has(operator)) continue;
    const row = rows.get(pair);
    const isGap = !row && draft.earlierDaysOf.get(pair)?.some((earlier) => earlier < day);
    const kept = row ? row.shares : isGap ? null : 0n;
    const past = kept === null ? null : sharesOnDay(draft, pair, day, kept);
    const factor =
      kept === null || past === null ? null : kept === 0n ? 1 : Number(past.shares) / Number(kept);
    const valueThen = row ? row.valueUsd : isGap ? null : 0;
    pairs.set(pair, {
      operator,
      strategy,
      past,
      valueThenUsd: valueThen === null || factor === null ? null : valueThen * factor,
    });
  }
  return pairs;
}

/** What every operator had in every strategy on the days that stand for 7 and 30 days ago. */
export interface ComparedPairs {
  7: PastDay | undefined;
  30: PastDay | undefined;
}
interface PastDay {
  day: string;
  pairs: Map<string, PastPair>;
}

export function* comparedPairs(draft: Draft, positions: Map<string, OperatorStrategy>): Steps<ComparedPairs> {
  const { 7: week, 30: month } = draft.facts.comparedValueDays;
  const compared: ComparedPairs = { 7: undefined, 30: undefined };
  if (week !== undefined) compared[7] = { day: week, pairs: yield* pastPairs(draft, week, positions) };
  if (month !== undefined) compared[30] = { day: month, pairs: yield* pastPairs(draft, month, positions) };
  return compared;
}

/** Returns how the sum of some pairs changed since a day; `null` where nothing of that day is known of them. */
export function changeSince(draft: Draft, past: ComparedPairs[7], now: OperatorStrategy[]): Change | null {
  if (!past) return null;
  const parts = now.flatMap(({ operator, strategy }) => past.pairs.get(pairOf(operator, strategy)) ?? []);
  if (parts.length === 0) return null;
  const isWhole = parts.length === now.length;
  const then = sumUsd(parts.map((pair) => usdOf(pair.valueThenUsd, pair.past)));
  const current = addSums(now.map(({ value }) => value));
  const thenToday = sumUsd(parts.map((pair) => usdOf(todayUsd(draft, pair), pair.past)));
  const isNowKnown = current.unknownCount === 0;
  const stakeUsd =
    isWhole && isNowKnown && thenToday.unknownCount === 0
      ? (current.knownUsd ?? 0) - (thenToday.knownUsd ?? 0)
      : null;
  const valueThenUsd = isWhole && then.unknownCount === 0 ? then.knownUsd : null;
  const valueRatio = isNowKnown ? ratio(current.knownUsd, valueThenUsd) : null;
  return {
    day: past.day,
    valueThenUsd,
    valueRatio: valueRatio === null ? null : valueRatio - 1,
    stakeUsd,
    stakeRatio: ratio(stakeUsd, thenToday.knownUsd),
    isUpperBound: then.isUpperBound || current.isUpperBound,
  };
}

const usdOf = (usd: number | null, past: PastShares | null): UsdValue => ({
  usd,
  isUpperBound: past?.isUpperBound ?? false,
});

const todayUsd = (draft: Draft, { strategy, past }: PastPair) =>
  past === null ? null : past.shares === 0n ? 0 : usdOfShares(draft, strategy, past.shares);

/** Returns each operator's stake at today's prices on the days of `facts.sparklineDays`; `null` for a day with a gap. */
export function* buildTrends(draft: Draft): Steps<Map<string, (number | null)[]>> {
  const { sparklineDays, sharesSeries } = draft.facts;
  const trends = new Map<string, (number | null)[]>();
  for (const { operator, strategy, shares } of sharesSeries) {
    yield;
    const pair = pairOf(operator, strategy);
    const first = shares.findIndex((day) => day !== null);
    const last = shares.findLastIndex((day) => day !== null);
    const trend = trends.get(operator) ?? sparklineDays.map(() => 0);
    trends.set(operator, trend);
    for (const [index, day] of sparklineDays.entries()) {
      const kept = shares[index] ?? null;
      const isGap = kept === null && index > first && index < last;
      if (isGap) trend[index] = null;
      const before = trend[index];
      if (kept === null || before === null || before === undefined) continue;
      const usd = usdOfShares(draft, strategy, sharesOnDay(draft, pair, day, kept).shares);
      trend[index] = before + (usd ?? 0);
    }
  }
  return trends;
}
