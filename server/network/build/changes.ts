import type { Facts } from "@/db/analytics/facts/facts";
import type { KnownChange } from "../network";
import type { Change, OperatorStrategy } from "../operator";
import { isUnpriced, pricedUsd, wholeUsd } from "../parts";
import { addSums, ratio, sumOf, sumUsd, type UsdSum, type UsdValue } from "../unknown";
import { type Draft, pairOf, push, type Steps, usdOfShares } from "./draft";
import { type CorrectedDays, type PastShares, sharesOnDay } from "./history";

type ValueDay = Facts["valueDays"][number];

/** One operator in one strategy on a past day; `past` is `null` if its shares are not known. */
interface PastPair {
  operator: string;
  strategy: string;
  past: PastShares | null;
  valueThenUsd: number | null;
}

interface PastDay {
  day: string;
  /** Pairs of which something is known on that day, by `pairOf`. */
  pairs: Map<string, PastPair>;
  /** Pairs that have no position any more, by operator and by strategy. */
  goneOf: Map<string, PastPair[]>;
}

/** The value of every operator in every strategy, on the days used as 7 and 30 days ago. */
export interface ComparedPairs {
  7: PastDay | undefined;
  30: PastDay | undefined;
}

export function* comparedPairs(
  draft: Draft,
  corrected: CorrectedDays,
  positions: Map<string, OperatorStrategy>,
): Steps<ComparedPairs> {
  const { 7: week, 30: month } = draft.facts.comparedValueDays;
  const compared: ComparedPairs = { 7: undefined, 30: undefined };
  if (week !== undefined) compared[7] = yield* pastDay(draft, corrected, week, positions);
  if (month !== undefined) compared[30] = yield* pastDay(draft, corrected, month, positions);
  return compared;
}

/**
 * Returns the shares of each operator in each strategy on a day. A missing row means 0 if the operator has other rows
 * that day or registered later, unless an earlier day shows that rows are missing.
 */
function* pastDay(
  draft: Draft,
  corrected: CorrectedDays,
  day: string,
  positions: Map<string, OperatorStrategy>,
): Steps<PastDay> {
  const rows = new Map<string, ValueDay>();
  const told = registeredAfter(draft.facts, day);
  for (const row of draft.facts.valueDays)
    if (row.day === day) {
      rows.set(pairOf(row.operator, row.strategy), row);
      told.add(row.operator);
    }
  const pastPair = (
    pair: string,
    { operator, strategy }: Pick<PastPair, "operator" | "strategy">,
  ): PastPair => {
    const row = rows.get(pair);
    const isGap = !row && hadShares(draft, pair, day);
    const kept = row ? row.shares : isGap ? null : 0n;
    const past = kept === null ? null : sharesOnDay(corrected, pair, day, kept);
    const factor =
      kept === null || past === null ? null : kept === 0n ? 1 : Number(past.shares) / Number(kept);
    const valueThen = row ? row.valueUsd : isGap ? null : 0;
    const valueThenUsd = valueThen === null || factor === null ? null : valueThen * factor;
    return { operator, strategy, past, valueThenUsd };
  };
  const pairs = new Map<string, PastPair>();
  for (const [pair, position] of positions) {
    yield;
    if (told.has(position.operator)) pairs.set(pair, pastPair(pair, position));
  }
  const goneOf = new Map<string, PastPair[]>();
  for (const [pair, row] of rows) {
    if (positions.has(pair)) continue;
    const gone = pastPair(pair, row);
    push(goneOf, row.operator, gone);
    push(goneOf, row.strategy, gone);
    pairs.set(pair, gone);
  }
  return { day, pairs, goneOf };
}

/** Returns whether a pair had shares on an earlier day, as far as the days of the sparkline show. */
const hadShares = ({ earlierDaysOf }: Draft, pair: string, day: string) =>
  earlierDaysOf.get(pair)?.some((earlier) => earlier < day) ?? false;

function registeredAfter({ operatorStates, operatorRegistrations }: Facts, day: string): Set<string> {
  const rows = [...operatorStates, ...operatorRegistrations];
  return new Set(
    rows.flatMap(({ address, registeredAt }) =>
      registeredAt && registeredAt.toISOString().slice(0, 10) > day ? [address] : [],
    ),
  );
}

/** Returns the value of a pair without a position now: zero, or unknown if no positions were read at all. */
const goneNow = ({ facts }: Draft): UsdSum => sumOf(facts.delegatedShares.length > 0 ? 0 : null);

/**
 * Returns how the total value of an operator or a strategy (`whose`) changed since a past day; `null` if nothing is
 * known of it on that day.
 */
export function changeSince(
  draft: Draft,
  past: ComparedPairs[7],
  whose: string,
  now: OperatorStrategy[],
): Change | null {
  if (!past) return null;
  // Stake without a price today is left out on both days.
  const priced = now.filter(({ strategy, value }) => hasPrice(draft, strategy) && !isUnpriced(value));
  const own = priced.flatMap(({ operator, strategy }) => past.pairs.get(pairOf(operator, strategy)) ?? []);
  const gone = (past.goneOf.get(whose) ?? []).filter((pair) => hasPrice(draft, pair.strategy));
  const parts = [...own, ...gone];
  if (parts.length === 0) return null;
  const isWhole = own.length === priced.length;
  const then = sumUsd(parts.map((pair) => usdOf(pair.valueThenUsd, pair.past)));
  const current = addSums([...priced.map(({ value }) => value), ...gone.map(() => goneNow(draft))]);
  const thenToday = sumUsd(parts.map((pair) => usdOf(todayUsd(draft, pair), pair.past)));
  // Two upper bounds give no known change.
  const [nowUsd, thenTodayUsd] = [pricedUsd(current), pricedUsd(thenToday)];
  const stakeUsd =
    isWhole && nowUsd !== null && thenTodayUsd !== null ? difference(current, thenToday) : null;
  const valueThenUsd = isWhole && then.unknownCount === 0 ? then.knownUsd : null;
  const valueRatio = isWhole ? ratio(nowUsd, pricedUsd(then)) : null;
  return {
    day: past.day,
    valueThenUsd,
    valueRatio: valueRatio === null ? null : valueRatio - 1,
    stakeUsd,
    stakeRatio: ratio(stakeUsd, thenTodayUsd),
    isThenUpperBound: then.isUpperBound,
    isUpperBound: then.isUpperBound || current.isUpperBound,
  };
}

/** Returns the difference of two totals; `null` if their uncertainty is more than a hundredth of it. */
function difference(now: UsdSum, then: UsdSum): number | null {
  const usd = (now.knownUsd ?? 0) - (then.knownUsd ?? 0);
  const doubt = [now, then].reduce((sum, { leastUsd, mostUsd }) => sum + ((mostUsd ?? 0) - leastUsd), 0);
  return doubt <= Math.abs(usd) / 100 ? usd : null;
}

const hasPrice = (draft: Draft, strategy: string) => usdOfShares(draft, strategy, 1n) !== null;

const usdOf = (usd: number | null, past: PastShares | null): UsdValue => ({
  usd,
  isUpperBound: past?.isUpperBound ?? false,
});

const todayUsd = (draft: Draft, { strategy, past }: PastPair) =>
  past === null ? null : past.shares === 0n ? 0 : usdOfShares(draft, strategy, past.shares);

/** A change of the network is shown only if it covers at least this part of today's known value. */
const LEAST_COMPARED = 0.5;

/** Returns how the value of all pairs changed that are known exactly on both days; `null` if no such day is kept. */
export function changeOfKnown(
  draft: Draft,
  past: ComparedPairs[30],
  positions: Map<string, OperatorStrategy>,
): KnownChange | null {
  if (!past) return null;
  const [nows, thens]: [number[], number[]] = [[], []];
  let [knownUsd, leftOutCount] = [0, 0];
  for (const pair of new Set([...positions.keys(), ...past.pairs.keys()])) {
    const value = positions.get(pair)?.value ?? goneNow(draft);
    const now = wholeUsd(value);
    const then = past.pairs.get(pair);
    knownUsd += value.knownUsd ?? 0;
    if (now !== null && then && then.valueThenUsd !== null && !then.past?.isUpperBound) {
      nows.push(now);
      thens.push(then.valueThenUsd);
    } else if (now !== 0 || then || hadShares(draft, pair, past.day)) leftOutCount++;
  }
  const sum = (parts: number[]) => (parts.length === 0 ? null : sumUsd(parts).knownUsd);
  const [nowUsd, thenUsd] = [sum(nows), sum(thens)];
  const change = (nowUsd ?? 0) < knownUsd * LEAST_COMPARED ? null : ratio(nowUsd, thenUsd);
  return { day: past.day, nowUsd, thenUsd, ratio: change === null ? null : change - 1, leftOutCount };
}
