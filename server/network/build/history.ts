import { timeOfBlock } from "../clocks/clock";
import { correctedSeries, slashesUntil } from "../clocks/history";
import type { OperatorStrategy } from "../operator";
import { maxMagnitudeAfter } from "../slashing/magnitude";
import type { SlashedDay, SlashedHistory } from "../slashing/slashed-history";
import type { Slash } from "../slashing/slashing";
import { type Draft, pairOf, type Steps } from "./draft";

/** Shares of an operator in a strategy on a past day, with the slashes up to that day taken off. */
export interface PastShares {
  shares: bigint;
  isUpperBound: boolean;
}

/** A kept day of a slashed pair, with the slashes up to that day taken off; `null` if its shares are not known. */
interface CorrectedDay {
  kept: bigint | null;
  keptUsd: number | null;
  past: PastShares | null;
  maxMagnitude: bigint | null;
}

/** Every kept day of every slashed pair, by `pairOf` and day. */
export type CorrectedDays = Map<string, Map<string, CorrectedDay>>;

/** Returns the kept days of slashed pairs, with the slashes up to each day taken off. */
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

/**
 * Returns a day's kept shares with the slashes up to that day taken off; an upper bound if slashes cannot be placed
 * in time.
 */
export function sharesOnDay(corrected: CorrectedDays, pair: string, day: string, kept: bigint): PastShares {
  const days = corrected.get(pair);
  if (!days || kept === 0n) return { shares: kept, isUpperBound: false };
  return days.get(day)?.past ?? { shares: kept, isUpperBound: true };
}

/**
 * Returns how much slashes took off the pipeline's value of each day. Pairs that never had stake are left out. A pair
 * whose maximum magnitude fell without a known slashing has no days: its values are upper bounds from then on.
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

/** Returns the first day on which a slash may have happened; `null` if the time of any slash is not known. */
function firstDay({ clocks }: Draft, slashes: readonly Slash[]): string | null {
  const days = slashes.map(({ slashedAt, blockNumber }) =>
    dayOf(slashedAt ?? (blockNumber === null ? null : timeOfBlock(blockNumber, clocks.blockTimes))),
  );
  return days.includes(null) ? null : (days.sort()[0] ?? null);
}

const dayOf = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null;
