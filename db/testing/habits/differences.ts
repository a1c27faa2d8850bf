/** The values before and after, by their path in the answer. */
export type Differences = Record<string, [unknown, unknown]>;

/** Returns every difference between two answers, by its path, such as "operators.list all rows 0x1… tvsUsd". */
export function differencesOf(before: unknown, after: unknown, path = ""): Differences {
  if (before instanceof Date || after instanceof Date || !isWalkable(before) || !isWalkable(after))
    return isSame(before, after) ? {} : { [path]: [plain(before), plain(after)] };
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length !== after.length) return { [`${path} length`]: [before.length, after.length] };
    if (before.every(hasAddress) && after.every(hasAddress))
      return differencesOf(byAddress(before), byAddress(after), path);
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.assign(
    {},
    ...Array.from(keys, (key) => differencesOf(before[key], after[key], path ? `${path} ${key}` : key)),
  );
}

const hasAddress = (row: unknown): row is { address: string } =>
  isWalkable(row) && typeof row.address === "string";
/** Keys rows by address, with the position as a figure of its own. */
const byAddress = (rows: { address: string }[]) =>
  Object.fromEntries(rows.map((row, place) => [row.address, { ...row, place }]));

const isWalkable = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const plain = (value: unknown) => (value instanceof Date ? value.toISOString() : value);

/** Returns whether two values are equal; numbers may differ in their last digit, as sums in another order do. */
const isSame = (a: unknown, b: unknown) =>
  typeof a === "number" && typeof b === "number"
    ? Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b))
    : Object.is(plain(a), plain(b));
