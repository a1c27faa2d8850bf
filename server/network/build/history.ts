import type { Facts } from "@/db/analytics/facts/facts";
import { timeOfBlock } from "../clock";
import { correctedSeries, slashesUntil } from "../history";
import { maxMagnitudeAfter } from "../magnitude";
import type { SlashedDay, SlashedHistory } from "../network";
import type { Change, OperatorStrategy } from "../operator";
import type { Slash } from "../slashing";
import { addSums, ratio, sumUsd, type UsdValue } from "../unknown";
import { type Draft, pairOf, type Steps, usdOfShares } from "./draft";

type ValueDay = Facts["valueDays"][number];

/** Shares of an operator in a strategy on a past day, after the slashes until then. */
interface PastShares {
  shares: bigint;
  isUpperBound: boolean;
}

/** A kept day of a slashed pair, and its shares after the slashes until then; `null` where the shares are not known. */
interface CorrectedDay {
  kept: bigint | null;
  keptUsd: number | null;
  past: PastShares | null;
  maxMagnitude: bigint | null;
}

/** Every kept day of every slashed pair, by `pairOf` and day. */
export type CorrectedDays = Map<string, Map<string, CorrectedDay>>;

/** Returns the kept days of slashed pairs with the slashes until then taken off. */
export function* correctedDays(draft: Draft): Steps<CorrectedDays> {
  const corrected: CorrectedDays = new Map();
  for (const [pair, slashes] of draft.slashesOf) {
    yield;
    const kept = (draft.slashedDays.get(pair) ?? []).map((row) => ({
      ...row,
      blockNumber: draft.blockOfDay.get(row.day) ?? null,
    }));
    const series = correctedSeries(kept, slashes);
    corrected.set(
      pair,
      new Map(
        kept.map((row, index) => {
          const past = series[index];
          const day: CorrectedDay = {
            kept: row.shares,
            keptUsd: row.valueUsd,
            past: past ? { shares: past.shares, isUpperBound: past.correction !== "exact" } : null,
            maxMagnitude: maxMagnitudeAfter(slashesUntil(slashes, row)),
          };
          return [row.day, day];
        }),
      ),
    );
  }
  return corrected;
}

/** Returns kept shares of a day with the slashes until then taken off; an upper bound where that cannot be told. */
export function sharesOnDay(corrected: CorrectedDays, pair: string, day: string, kept: bigint): PastShares {
  const days = corrected.get(pair);
  if (!days || kept === 0n) return { shares: kept, isUpperBound: false };
  return days.get(day)?.past ?? { shares: kept, isUpperBound: true };
}

/**
 * Returns what slashes took of the pipeline's values of each day. A pair that never had anything is left out. One whose
 * maximum fell without a slashing that is known has no days: its values are upper bounds since then.
 */
export function slashedHistories(
  draft: Draft,
  corrected: CorrectedDays,
  positions: Map<string, OperatorStrategy>,
): SlashedHistory[] {
  const areDaysKept = draft.facts.newestValueDay !== null;
  const known = [...corrected].flatMap(([pair, days]): SlashedHistory[] => {
    const position = positions.get(pair);
    const hasNothing = !position || position.shares === 0n;
    if (days.size === 0 && areDaysKept && hasNothing) return [];
    const since = firstDay(draft, draft.slashesOf.get(pair) ?? []);
    const slashed = [...days].filter(([day]) => since === null || day >= since);
    return [
      {
        ...(draft.pairs.get(pair) ?? { operator: "", strategy: "" }),
        since,
        days: new Map(slashed.map(([day, one]) => [day, slashedDay(one)])),
      },
    ];
  });
  const unexplained = draft.facts.operatorStrategies.flatMap(
    ({ operator, strategy, maxMagnitudeBlock }): SlashedHistory[] => {
      const pair = pairOf(operator, strategy);
      const isSlashed = (positions.get(pair)?.slashedRatio ?? 1) > 0;
      if (maxMagnitudeBlock === null || corrected.has(pair) || !isSlashed) return [];
      const since = dayOf(timeOfBlock(maxMagnitudeBlock, draft.clocks.blockTimes));
      return [{ operator, strategy, since, days: new Map() }];
    },
  );
  return [...known, ...unexplained];
}

function slashedDay({ kept, keptUsd, past, maxMagnitude }: CorrectedDay): SlashedDay {
  if (kept === 0n) return { takenUsd: 0, valueUsd: 0, isUpperBound: false, maxMagnitude };
  if (kept === null || past === null || keptUsd === null)
    return { takenUsd: null, valueUsd: null, isUpperBound: true, maxMagnitude };
  const valueUsd = keptUsd * (Number(past.shares) / Number(kept));
  return { takenUsd: keptUsd - valueUsd, valueUsd, isUpperBound: past.isUpperBound, maxMagnitude };
}

/** The first day on which a slash may have happened; `null` where one of them is not known. */
function firstDay({ clocks }: Draft, slashes: readonly Slash[]): string | null {
  const days = slashes.map(({ slashedAt, blockNumber }) =>
    dayOf(slashedAt ?? (blockNumber === null ? null : timeOfBlock(blockNumber, clocks.blockTimes))),
  );
  return days.includes(null) ? null : (days.sort()[0] ?? null);
}

const dayOf = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null;

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
  corrected: CorrectedDays,
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
    const past = kept === null ? null : sharesOnDay(corrected, pair, day, kept);
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

export function* comparedPairs(
  draft: Draft,
  corrected: CorrectedDays,
  positions: Map<string, OperatorStrategy>,
): Steps<ComparedPairs> {
  const { 7: week, 30: month } = draft.facts.comparedValueDays;
  const compared: ComparedPairs = { 7: undefined, 30: undefined };
  if (week !== undefined)
    compared[7] = { day: week, pairs: yield* pastPairs(draft, corrected, week, positions) };
  if (month !== undefined)
    compared[30] = { day: month, pairs: yield* pastPairs(draft, corrected, month, positions) };
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
  const isUpperBound = then.isUpperBound || current.isUpperBound;
  // Between values that are known only from above no change is known.
  const isNowKnown = current.unknownCount === 0 && !isUpperBound;
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
    isThenUpperBound: then.isUpperBound,
    isUpperBound,
  };
}

const usdOf = (usd: number | null, past: PastShares | null): UsdValue => ({
  usd,
  isUpperBound: past?.isUpperBound ?? false,
});

const todayUsd = (draft: Draft, { strategy, past }: PastPair) =>
  past === null ? null : past.shares === 0n ? 0 : usdOfShares(draft, strategy, past.shares);
