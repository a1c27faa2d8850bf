import { compareKnown } from "./unknown";

export interface Rank {
  /** 1 is the greatest; equal values share a rank. */
  rank: number;
  /** The number of ranked entries: those whose value is known. */
  of: number;
}

/** Returns the rank of each key by its value, the largest first. Unknown values have no rank. */
export function ranksBy<K>(values: Iterable<readonly [K, number | null]>): Map<K, Rank> {
  const known = [...values].filter(
    (entry): entry is readonly [K, number] => entry[1] !== null && !Number.isNaN(entry[1]),
  );
  known.sort(([, a], [, b]) => compareKnown(a, b, "descending"));
  const ranks = new Map<K, Rank>();
  let rank = 0;
  let previous: number | undefined;
  for (const [index, [key, value]] of known.entries()) {
    if (value !== previous) rank = index + 1;
    previous = value;
    ranks.set(key, { rank, of: known.length });
  }
  return ranks;
}
