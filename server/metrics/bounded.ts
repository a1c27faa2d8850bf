/** More than there are statements, codes and procedures; a fault that makes names must not fill the memory. */
const MOST = 400;
const OTHER = "other";

/** Returns a function that gives a label's value as it is, and `other` for every new one after `most`. */
export function boundedLabel(most = MOST): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.has(value)) return value;
    if (known.size >= most) return OTHER;
    known.add(value);
    return value;
  };
}
