import { WAD } from "../units";

/** A slash of one operator in one strategy; `wadSlashed` is the fraction of the operator's whole stake in it, times 10^18. */
export interface Slash {
  blockNumber: number | null;
  slashedAt: Date | null;
  wadSlashed: bigint | null;
  /** The transaction and the set, which identify a slashing and order those of one block. */
  key: string;
}

/** The slashed amount of one strategy in a slashing event. */
export interface SlashedAmount {
  strategy: string;
  wadSlashed: bigint | null;
}

/** A row of a slashing as the pipeline stores it. There may be several copies. */
export interface SlashingRow {
  operator: string;
  operatorSet: string;
  blockNumber: number | null;
  slashedAt: Date | null;
  transactionHash: string | null;
  eventId: number | null;
  amounts: readonly SlashedAmount[];
}

/** The maximum magnitude before and after one slash. */
export interface SlashStep {
  slash: Slash;
  maxBefore: bigint | null;
  maxAfter: bigint | null;
}

/** Returns the fraction if it is possible, 0 to 10^18, else `null`. */
export const plausibleWad = (wad: bigint | null): bigint | null =>
  wad !== null && wad >= 0n && wad <= WAD ? wad : null;

/** Returns whether a slashing happened since an instant; also yes if either time is not known. */
export const mayBeSince = ({ slashedAt }: { slashedAt: Date | null }, since: Date | null): boolean =>
  since === null || slashedAt === null || slashedAt >= since;

/** Returns a WAD fraction as a number of 0 to 1. */
export const fractionOf = (wad: bigint | null): number | null =>
  plausibleWad(wad) === null ? null : Number(wad) / Number(WAD);

/**
 * Returns the event's fraction for a slash of a part of an allocation: half of an allocation of 10 % gives 0.05 x
 * 10^18.
 */
export function eventWad(
  allocatedMagnitude: bigint,
  wadOfAllocation: bigint,
  maxMagnitude: bigint,
): bigint | null {
  if (maxMagnitude <= 0n) return null;
  return (ceilDivide(allocatedMagnitude * wadOfAllocation, WAD) * WAD) / maxMagnitude;
}

/** Returns the amounts of a slashing without skipped strategies, which have 0. Unknown amounts count as slashed. */
export const slashedAmounts = (amounts: readonly SlashedAmount[]): SlashedAmount[] =>
  amounts.filter(({ wadSlashed }) => wadSlashed !== 0n);

const isAddress = (text: string | null): text is string => text !== null && text !== "";

/**
 * Returns each slashing once. Rows are copies if operator, set, block and transaction agree and no amounts contradict
 * each other.
 */
export function distinctSlashings(rows: readonly SlashingRow[]): SlashingRow[] {
  const places = new Map<string, SlashingRow[]>();
  for (const row of rows) {
    const place = [
      row.operator.toLowerCase(),
      row.operatorSet.toLowerCase(),
      row.blockNumber ?? row.slashedAt?.getTime() ?? "",
      isAddress(row.transactionHash) ? row.transactionHash.toLowerCase() : "",
    ].join(" ");
    const kept = places.get(place) ?? [];
    const copy = kept.findIndex((other) => isCopy(other, row));
    const known = kept[copy];
    if (known) kept[copy] = merged(known, row);
    else kept.push(row);
    places.set(place, kept);
  }
  return [...places.values()].flat();
}

function isCopy(a: SlashingRow, b: SlashingRow): boolean {
  if (a.eventId !== null && b.eventId !== null) return a.eventId === b.eventId;
  return a.amounts.every(({ strategy, wadSlashed }) => {
    const other = b.amounts.find((amount) => amount.strategy === strategy)?.wadSlashed;
    return !other || !wadSlashed || other === wadSlashed;
  });
}

/** Returns one row from two copies: for each strategy the amount that is known and not 0. */
function merged(a: SlashingRow, b: SlashingRow): SlashingRow {
  const amounts = new Map<string, bigint | null>();
  for (const { strategy, wadSlashed } of [...a.amounts, ...b.amounts])
    amounts.set(strategy, amounts.get(strategy) || (wadSlashed ?? amounts.get(strategy) ?? null));
  return {
    ...a,
    eventId: a.eventId ?? b.eventId,
    amounts: Array.from(amounts, ([strategy, wadSlashed]) => ({ strategy, wadSlashed })),
  };
}

/**
 * Returns slashes, oldest first, without skipped ones. The order within a block does not depend on the input's order.
 */
export function orderedSlashes(slashes: readonly Slash[]): Slash[] {
  const rank = ({ blockNumber }: Slash) => blockNumber ?? Number.POSITIVE_INFINITY;
  return slashes
    .filter(({ wadSlashed }) => wadSlashed !== 0n)
    .sort(
      (a, b) =>
        (rank(a) === rank(b) ? 0 : rank(a) - rank(b)) ||
        (a.slashedAt?.getTime() ?? 0) - (b.slashedAt?.getTime() ?? 0) ||
        compareText(a.key, b.key) ||
        Number((b.wadSlashed ?? 0n) - (a.wadSlashed ?? 0n)),
    );
}

const compareText = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);

/**
 * Returns the maximum magnitude before and after each slash, from 10^18 on. It is unknown after an unknown fraction.
 */
export function magnitudePath(slashes: readonly Slash[]): SlashStep[] {
  let max: bigint | null = WAD;
  return orderedSlashes(slashes).map((slash) => {
    const maxBefore = max;
    max = afterSlash(maxBefore, slash.wadSlashed);
    return { slash, maxBefore, maxAfter: max };
  });
}

/** Returns the maximum magnitude after one slash, rounded as in the contract; 0 stays 0. */
export function afterSlash(maxBefore: bigint | null, wadSlashed: bigint | null): bigint | null {
  if (maxBefore === 0n) return 0n;
  const wad = plausibleWad(wadSlashed);
  return maxBefore === null || wad === null ? null : maxBefore - ceilDivide(maxBefore * wad, WAD);
}

const ceilDivide = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;
