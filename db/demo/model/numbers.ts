/** Returns the value rounded to this many significant digits. */
export function significant(value: number, digits: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const power = digits - 1 - Math.floor(Math.log10(Math.abs(value)));
  if (power < 0) return Math.round(value / 10 ** -power) * 10 ** -power;
  const factor = 10 ** Math.min(power, 22);
  return Math.round(value * factor) / factor;
}

/** Returns the value rounded to this many decimals. */
export function decimals(value: number, places: number): number {
  const factor = 10 ** places;
  return Math.round(value * factor) / factor;
}

/** Returns the index that a draw in [0, 1) selects from a list of weights. */
export function weightedIndex(weights: readonly number[], draw: number): number {
  let at = draw * weights.reduce((a, b) => a + b, 0);
  const found = weights.findIndex((weight) => {
    at -= weight;
    return at <= 0;
  });
  return found < 0 ? weights.length - 1 : found;
}
