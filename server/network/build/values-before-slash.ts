import { orderedSlashes, type Slash } from "../slashing/slashing";
import type { ValueBeforeSlash } from "../slashing/value-before-slash";
import { ratio } from "../unknown";
import { type Draft, pairOf, push, usdOfShares } from "./draft";
import type { CorrectedDays } from "./history";

interface Part {
  strategy: string;
  shares: bigint | null;
  valueUsd: number | null;
}

/**
 * Returns the part of the operator's value that each slashed strategy was before its first slash, by `pairOf`. Without
 * that day's values it comes from shares that the pipeline never lowered, at today's prices.
 */
export function valuesBeforeSlash(draft: Draft, corrected: CorrectedDays): Map<string, ValueBeforeSlash> {
  const days = new Map<string, Draft["facts"]["valuesBeforeSlash"]>();
  for (const row of draft.facts.valuesBeforeSlash) push(days, row.operator, row);
  const present = new Map<string, Draft["facts"]["delegatedShares"]>();
  for (const row of draft.facts.delegatedShares) push(present, row.operator, row);
  const found = new Map<string, ValueBeforeSlash>();
  for (const [pair, { operator, strategy }] of draft.pairs) {
    const [first] = orderedSlashes(draft.slashesOf.get(pair) ?? []);
    if (!first) continue;
    const kept = (days.get(operator) ?? []).filter(({ day }) => isBefore(draft, day, first));
    const day =
      kept
        .map((row) => row.day)
        .sort((a, b) => (a ?? "").localeCompare(b ?? ""))
        .at(-1) ?? null;
    const ofDay = kept.filter((row) => row.day === day);
    const left = ofDay.map((row) => correctedPart(corrected, row));
    const now = isUnlowered(draft, pair, first.blockNumber)
      ? (present.get(operator) ?? []).map((row) => ({ ...row, valueUsd: null }))
      : [];
    const ofStakeRatio = partOfValue(draft, strategy, day, ofDay, now).ofValueRatio;
    found.set(pair, { ...partOfValue(draft, strategy, day, left, now), ofStakeRatio });
  }
  return found;
}

type First = Pick<Slash, "blockNumber" | "slashedAt">;

/**
 * Returns whether all shares of a pair were written before a block: shares written later may already be lowered by a
 * slash.
 */
const isUnlowered = ({ lotsOf }: Draft, pair: string, slashBlock: number | null): boolean =>
  slashBlock !== null &&
  (lotsOf.get(pair) ?? []).every(({ writtenBlock }) => writtenBlock !== null && writtenBlock < slashBlock);

/** Returns whether the snapshot of a day is before a slash: by its block, or else by its date. */
function isBefore({ blockOfDay }: Draft, day: string | null, { blockNumber, slashedAt }: First): boolean {
  if (day === null) return false;
  const dayBlock = blockOfDay.get(day);
  if (dayBlock !== undefined && blockNumber !== null) return dayBlock < blockNumber;
  return slashedAt !== null && day < slashedAt.toISOString().slice(0, 10);
}

/** Returns a strategy's shares and value on a day with earlier slashes taken off; an upper bound counts as it is. */
function correctedPart(corrected: CorrectedDays, row: Draft["facts"]["valuesBeforeSlash"][number]): Part {
  const past = corrected.get(pairOf(row.operator, row.strategy))?.get(row.day ?? "")?.past;
  if (!past || !row.shares) return row;
  const left = Number(past.shares) / Number(row.shares);
  return { strategy: row.strategy, shares: past.shares, valueUsd: row.valueUsd && row.valueUsd * left };
}

/**
 * The value of a part in USD, or the reason why it has none. Stake without a price is left out of the whole, so that a
 * worthless token hides nothing.
 */
type Worth = number | "not-known" | "unpriced";

function partOfValue(
  draft: Draft,
  strategy: string,
  day: string | null,
  ofDay: readonly Part[],
  now: readonly Part[],
): Omit<ValueBeforeSlash, "ofStakeRatio"> {
  const atTodaysPrices = (part: Part): Worth =>
    part.shares === null ? "not-known" : (usdOfShares(draft, part.strategy, part.shares) ?? "unpriced");
  const atThatDaysPrices = (part: Part): Worth =>
    part.valueUsd ?? (atTodaysPrices(part) === "unpriced" ? "unpriced" : "not-known");
  const byDay = partBy(ofDay, strategy, atThatDaysPrices);
  if (byDay !== null) return { day, ofValueRatio: byDay, basis: "day" };
  const byShares = partBy(ofDay, strategy, atTodaysPrices);
  if (byShares !== null) return { day, ofValueRatio: byShares, basis: "shares" };
  return { day: null, ofValueRatio: partBy(now, strategy, atTodaysPrices), basis: "shares" };
}

/** Returns a strategy's part of the whole, 0..1; `null` if it has no price, or if a part with a price is not known. */
function partBy(parts: readonly Part[], strategy: string, worthOf: (part: Part) => Worth): number | null {
  let own: number | null = null;
  let whole = 0;
  for (const part of parts) {
    const worth = part.shares === 0n ? 0 : worthOf(part);
    if (worth === "not-known") return null;
    if (worth === "unpriced") continue;
    whole += worth;
    if (part.strategy === strategy) own = (own ?? 0) + worth;
  }
  return ratio(own, whole);
}
