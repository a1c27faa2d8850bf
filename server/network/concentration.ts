/** Concentration of positive amounts, as METRICS.md defines it. */
export interface Concentration {
  /** Sum of squared shares, 0 to 1. */
  hhi: number;
  effectiveCount: number;
  gini: number;
  /** Sample standard deviation / mean; `null` for a single amount. */
  coefficientOfVariation: number | null;
  count: number;
  total: number;
}

/** Returns the concentration of the positive amounts; `null` where there is none. Amounts that are not known are left out. */
export function concentrationOf(amounts: readonly (number | null)[]): Concentration | null {
  const ascending = positive(amounts).sort((a, b) => a - b);
  const count = ascending.length;
  const total = ascending.reduce((sum, amount) => sum + amount, 0);
  if (count === 0 || !Number.isFinite(total)) return null;
  const hhi = ascending.reduce((sum, amount) => sum + (amount / total) ** 2, 0);
  const ranked = ascending.reduce((sum, amount, index) => sum + (index + 1) * amount, 0);
  const mean = total / count;
  const squares = ascending.reduce((sum, amount) => sum + (amount - mean) ** 2, 0);
  return {
    hhi,
    effectiveCount: 1 / hhi,
    gini: (2 * ranked) / (count * total) - (count + 1) / count,
    coefficientOfVariation: count > 1 ? Math.sqrt(squares / (count - 1)) / mean : null,
    count,
    total,
  };
}

const positive = (amounts: readonly (number | null)[]): number[] =>
  amounts.filter((amount): amount is number => amount !== null && Number.isFinite(amount) && amount > 0);

/** Returns the share, 0 to 1, of the `count` largest amounts; `null` where there is no positive amount. */
export function topShare(amounts: readonly (number | null)[], count: number): number | null {
  const descending = positive(amounts).sort((a, b) => b - a);
  const total = descending.reduce((sum, amount) => sum + amount, 0);
  return total === 0 ? null : descending.slice(0, count).reduce((sum, amount) => sum + amount, 0) / total;
}

/** Returns the least number of amounts that add to a share of the total: 0.33 and 0.5 are the usual ones. */
export function leastCountFor(amounts: readonly (number | null)[], share: number): number | null {
  const descending = positive(amounts).sort((a, b) => b - a);
  const total = descending.reduce((sum, amount) => sum + amount, 0);
  if (total === 0) return null;
  let sum = 0;
  for (const [index, amount] of descending.entries()) {
    sum += amount;
    if (sum >= total * share) return index + 1;
  }
  return descending.length;
}
