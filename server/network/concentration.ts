import { agree } from "./parts";
import type { UsdSum } from "./unknown";

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
  const total = sum(positive(amounts));
  return total === 0 ? null : countToReach(amounts, total * share);
}

/** The least number of amounts that add to a goal; `null` where all of them do not. */
function countToReach(amounts: readonly (number | null)[], goal: number): number | null {
  const descending = positive(amounts).sort((a, b) => b - a);
  let reached = 0;
  for (const [index, amount] of descending.entries()) {
    reached += amount;
    if (reached >= goal) return index + 1;
  }
  return null;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** How a value is spread over its holders; `null` where values that are not exact could change a figure. */
export interface Spread {
  concentration: Concentration | null;
  top10Ratio: number | null;
  operatorsTo33Count: number | null;
  operatorsTo50Count: number | null;
}

const UNKNOWN_SPREAD: Spread = {
  concentration: null,
  top10Ratio: null,
  operatorsTo33Count: null,
  operatorsTo50Count: null,
};

/** Returns how the priced stake is spread: a figure is known when its bounds agree, whatever each value truly is. */
export function spreadOver(values: readonly UsdSum[]): Spread {
  const known = values.map(({ knownUsd }) => knownUsd);
  const least = values.map(({ leastUsd }) => leastUsd);
  const most = values.flatMap(({ mostUsd }) => mostUsd ?? []);
  const [leastTotal, mostTotal] = [sum(least), sum(most)];
  if (most.length < values.length || leastTotal <= 0) return UNKNOWN_SPREAD;
  const squares = (amounts: readonly number[], total: number) =>
    sum(amounts.map((amount) => Math.min(1, amount / total) ** 2));
  const largest = (amounts: readonly number[], total: number) =>
    sum([...amounts].sort((a, b) => b - a).slice(0, 10)) / total;
  const count = (share: number) => {
    const fewest = countToReach(most, leastTotal * share);
    return fewest === countToReach(least, mostTotal * share) ? fewest : null;
  };
  const isSure = (figure: typeof squares) =>
    agree({ least: figure(least, mostTotal), most: figure(most, leastTotal) });
  return {
    concentration: isSure(squares) ? concentrationOf(known) : null,
    top10Ratio: isSure(largest) ? topShare(known, 10) : null,
    operatorsTo33Count: count(0.33),
    operatorsTo50Count: count(0.5),
  };
}
