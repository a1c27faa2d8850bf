import { agree } from "./parts";
import type { UsdSum } from "./unknown";

/** Returns the sum of squared shares of the positive amounts, 0 to 1; `null` where there is none. */
export function hhiOf(amounts: readonly (number | null)[]): number | null {
  const known = positive(amounts);
  const total = sum(known);
  return total > 0 && Number.isFinite(total) ? sum(known.map((amount) => (amount / total) ** 2)) : null;
}

const positive = (amounts: readonly (number | null)[]): number[] =>
  amounts.filter((amount): amount is number => amount !== null && Number.isFinite(amount) && amount > 0);

/** Returns the share, 0 to 1, of the `count` largest amounts; `null` where there is no positive amount. */
export function topShare(amounts: readonly (number | null)[], count: number): number | null {
  const descending = positive(amounts).sort((a, b) => b - a);
  const total = descending.reduce((sum, amount) => sum + amount, 0);
  return total === 0 ? null : descending.slice(0, count).reduce((sum, amount) => sum + amount, 0) / total;
}

/** Returns the least number of amounts that add up to a goal; `null` if all of them together do not. */
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

/** The spread of a value over its holders; a figure is `null` if inexact values could change it. */
export interface Spread {
  hhi: number | null;
  top10Ratio: number | null;
  to33Count: number | null;
  to50Count: number | null;
}

const UNKNOWN_SPREAD: Spread = {
  hhi: null,
  top10Ratio: null,
  to33Count: null,
  to50Count: null,
};

/** Returns how the priced stake is spread. A figure is known if it is the same at both bounds of every value. */
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
    hhi: isSure(squares) ? hhiOf(known) : null,
    top10Ratio: isSure(largest) ? topShare(known, 10) : null,
    to33Count: count(0.33),
    to50Count: count(0.5),
  };
}
