import { magnitudePath, type Slash } from "./slashing/slashing";
import { WAD } from "./units";
import { knownNumber, product, type UsdSum, type UsdValue } from "./unknown";

/** The figures that convert shares of a strategy into US dollars. */
export interface Pricing {
  /** Tokens per share, times 10^18. */
  rateWad: number | bigint | null;
  decimals: number | null;
  priceUsd: number | null;
}

/** Shares, and the time at which they were written, so that slashes can be taken off. */
export interface Lot {
  shares: bigint;
  /** The block that wrote them, or any block between the same two slashes; `null` if not known. */
  writtenBlock: number | null;
  /** The position did not exist before this instant; `null` if not known. */
  startedAt: Date | null;
  /** Whether a snapshot of that block has them, so that any earlier block may have written them. */
  isSnapshot?: boolean;
}

/**
 * How far slashes are taken off: exactly; as an upper bound, since shares were written later; or not at all, since a
 * block or a magnitude is missing.
 */
export type Correction = "exact" | "upper-bound" | "not-corrected";

export interface CorrectedShares {
  shares: bigint;
  correction: Correction;
}

/** The known slashes of an operator in one strategy. */
export interface SlashedPair {
  slashes: readonly Slash[];
  maxMagnitude: bigint | null;
  maxMagnitudeBlock: number | null;
}

/** Returns shares as a number of whole tokens. */
export function tokensOf(shares: bigint, { rateWad, decimals }: Omit<Pricing, "priceUsd">): number | null {
  if (rateWad === null || decimals === null || !Number.isInteger(decimals)) return null;
  if (decimals < 0 || decimals > 36) return null;
  return product(Number(shares) / 10 ** decimals, Number(rateWad) / Number(WAD));
}

/** A single value above this, in USD, has a wrong unit: it is far more than exists on the chain. */
const MOST_USD = 1e13;

/** Returns shares x rate / 10^18 / 10^decimals x price; `null` if one is not known, or the value is implausible. */
export function sharesUsd(shares: bigint, pricing: Pricing): number | null {
  const usd = product(tokensOf(shares, pricing), knownNumber(pricing.priceUsd));
  return usd !== null && usd > MOST_USD ? null : usd;
}

/** Returns the figures that convert a strategy's shares into US dollars. */
export const pricingOf = ({
  exchangeRate,
  decimals,
  priceUsd,
}: {
  exchangeRate: number | null;
  decimals: number | null;
  priceUsd: number | null;
}): Pricing => ({
  rateWad: exchangeRate === null ? null : exchangeRate * Number(WAD),
  decimals,
  priceUsd,
});

/**
 * Returns the withdrawable shares of a lot: x max now / max when they were written. In a dead strategy that is surely
 * 0. A position written after a slash may include shares from before it, so it is an upper bound.
 */
export function withdrawable(lot: Lot, pair: SlashedPair): CorrectedShares {
  const path = magnitudePath(pair.slashes);
  const maxNow = pair.maxMagnitude;
  if (maxNow === 0n || lot.shares === 0n) return { shares: 0n, correction: "exact" };
  if (path.length === 0 && maxNow === WAD) return { shares: lot.shares, correction: "exact" };
  const { writtenBlock } = lot;
  if (writtenBlock === null) return { shares: lot.shares, correction: "not-corrected" };
  const maxByEvents = path.at(-1)?.maxAfter ?? (path.length === 0 ? WAD : null);
  const later = path.filter(({ slash }) => slash.blockNumber === null || slash.blockNumber > writtenBlock);
  const isExplained = maxNow !== null && maxByEvents !== null && isSame(maxNow, maxByEvents, path.length);
  const maxWhenWritten = later[0] ? later[0].maxBefore : maxByEvents;
  if (!isExplained && !isWrittenAfterAll(writtenBlock, pair, later.length))
    return { shares: byEvents(lot.shares, maxWhenWritten, maxByEvents), correction: "not-corrected" };
  const shares =
    later.length === 0 || maxNow === null ? lot.shares : byEvents(lot.shares, maxWhenWritten, maxNow);
  const earlier = path.filter(({ slash }) => slash.blockNumber !== null && slash.blockNumber <= writtenBlock);
  const isExact = isExplained && earlier.every(({ slash }) => isTakenOff(lot, slash));
  return { shares, correction: isExact ? "exact" : "upper-bound" };
}

/**
 * Returns whether shares were written after every change of the magnitude, so that unknown later slashes do not
 * matter.
 */
const isWrittenAfterAll = (writtenBlock: number, pair: SlashedPair, laterCount: number) =>
  laterCount === 0 &&
  pair.maxMagnitude !== null &&
  pair.maxMagnitudeBlock !== null &&
  pair.maxMagnitudeBlock <= writtenBlock;

/** Returns whether two magnitudes are equal but for rounding: less than one unit for each event. */
const isSame = (a: bigint, b: bigint, eventCount: number) => {
  const difference = a > b ? a - b : b - a;
  return difference <= BigInt(eventCount);
};

/** A slash is already taken off if it wrote the shares, or if the position began after it. */
const isTakenOff = (lot: Lot, slash: Slash) =>
  (lot.writtenBlock === slash.blockNumber && !lot.isSnapshot) ||
  (lot.startedAt !== null && slash.slashedAt !== null && lot.startedAt >= slash.slashedAt);

const byEvents = (shares: bigint, maxBefore: bigint | null, maxAfter: bigint | null): bigint =>
  maxBefore === null || maxAfter === null || maxBefore === 0n ? shares : (shares * maxAfter) / maxBefore;

/** Returns the withdrawable shares of several lots, as certain as the least certain of them. */
export function withdrawableSum(lots: readonly Lot[], pair: SlashedPair): CorrectedShares {
  let shares = 0n;
  let correction: Correction = "exact";
  for (const lot of lots) {
    const corrected = withdrawable(lot, pair);
    shares += corrected.shares;
    if (corrected.correction === "not-corrected") correction = "not-corrected";
    else if (corrected.correction === "upper-bound" && correction === "exact") correction = "upper-bound";
  }
  return { shares, correction };
}

/** Returns the value of corrected shares; an upper bound unless the correction is exact. */
export const correctedUsd = (corrected: CorrectedShares, pricing: Pricing): UsdValue => {
  const usd = sharesUsd(corrected.shares, pricing);
  return { usd, isUpperBound: corrected.correction !== "exact", ...(usd === null && { isUnpriced: true }) };
};

/** Returns whether an operator has stake in a strategy; also yes if that is not known. */
export const holdsStake = ({ shares, value }: { shares: bigint | null; value: UsdSum }): boolean =>
  shares === null ? value.knownUsd !== 0 : shares > 0n;
