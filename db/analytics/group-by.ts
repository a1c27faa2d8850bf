/** Groups rows by `key`, in the order of first appearance. Node 20 has no Map.groupBy. */
export function groupBy<T, Key = string>(rows: Iterable<T>, key: (row: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
