/** A row's key, a UUID in lower case, and the hash of the whole row. */
export type KeyedHash = [key: string, hash: string];

/** The rows to delete from a copy, and the keys of those to write to it then. A changed row is in both. */
export interface Difference {
  /** As they are in the copy. */
  surplus: KeyedHash[];
  lacking: string[];
}

/** Returns how a copy differs from its source. Both are read once, in batches, sorted by key. */
export async function differenceOf(
  source: AsyncIterable<KeyedHash[]>,
  copy: AsyncIterable<KeyedHash[]>,
): Promise<Difference> {
  const difference: Difference = { surplus: [], lacking: [] };
  const [nextOfSource, nextOfCopy] = [readerOf(source), readerOf(copy)];
  let [row, kept] = [await nextOfSource(), await nextOfCopy()];
  while (row || kept) {
    const isLacking = row !== undefined && (kept === undefined || row[0] < kept[0]);
    const isSurplus = kept !== undefined && (row === undefined || kept[0] < row[0]);
    const isChanged = !isLacking && !isSurplus && row?.[1] !== kept?.[1];
    if (row && (isLacking || isChanged)) difference.lacking.push(row[0]);
    if (kept && (isSurplus || isChanged)) difference.surplus.push(kept);
    if (!isSurplus) row = await nextOfSource();
    if (!isLacking) kept = await nextOfCopy();
  }
  return difference;
}

/** Returns a function that gives one row after the other, and undefined at the end. */
function readerOf(batches: AsyncIterable<KeyedHash[]>): () => Promise<KeyedHash | undefined> {
  const iterator = batches[Symbol.asyncIterator]();
  let batch: KeyedHash[] = [];
  let at = 0;
  return async () => {
    while (at === batch.length) {
      const next = await iterator.next();
      if (next.done) return undefined;
      [batch, at] = [next.value, 0];
    }
    return batch[at++];
  };
}
