import { secondsPerDay, timeAt } from "./calendar";
import type { Delegators } from "./delegators";
import { significant } from "./numbers";

export type Spread = {
  /** The number of entities with a positive value. */
  count: number;
  hhi: number | null;
  cv: number | null;
  gini: number | null;
  top1: number | null;
  top5: number | null;
  top10: number | null;
};

/**
 * Returns how an operator's value is spread over its delegators, for each day ("Concentration" on /methodology), at
 * the day's prices in whole micro-dollars. A stake is the same part of its strategy's shares on every day since the
 * staker joined. Not computed in SQL, which would need every delegator's days stored.
 */
export function concentration(delegators: Delegators, first: number, last: number) {
  const { stakes, delegatedAt, holdings } = delegators;
  const joined = Int32Array.from(
    stakes,
    (stake) => Math.floor((delegatedAt[stake.staker] ?? 0) / secondsPerDay) + 1,
  );
  const gone = Int32Array.from(stakes, ({ withdrawnBlock }) =>
    withdrawnBlock === undefined ? last + 1 : Math.floor(timeAt(withdrawnBlock) / secondsPerDay) + 1,
  );
  const weights = Float64Array.from(stakes, (stake) => Number(stake.shares));
  const isThere = (i: number, day: number) => (joined[i] ?? 0) <= day && day < (gone[i] ?? 0);
  const lateFrom = [...joined, ...gone.filter((day) => day <= last)].reduce(
    (latest, day) => Math.max(latest, day),
    first,
  );
  const totals = new Float64Array(holdings.length);
  const largest = new Int32Array(holdings.length);
  const values = new Float64Array(stakes.length);
  const held = new Float64Array(stakes.length);
  let totalled = Number.NaN;
  return (day: number, micros: readonly number[], sorted: boolean): Spread => {
    if (day < first || day > last) throw new Error("Not a day of this operator.");
    if (!(totalled >= lateFrom)) {
      totals.fill(0);
      largest.fill(-1);
      for (let i = 0; i < stakes.length; i++) {
        if (!isThere(i, day)) continue;
        const h = stakes[i]?.holding ?? 0;
        const most = largest[h] ?? -1;
        totals[h] = (totals[h] ?? 0) + (weights[i] ?? 0);
        if (most < 0 || (weights[i] ?? 0) > (weights[most] ?? 0)) largest[h] = i;
      }
      totalled = day;
    }
    const rest = Float64Array.from(micros);
    for (let i = 0; i < stakes.length; i++) {
      const h = stakes[i]?.holding ?? 0;
      const part = isThere(i, day) ? (weights[i] ?? 0) / (totals[h] ?? 1) : 0;
      const value = Math.floor((micros[h] ?? 0) * part);
      values[i] = value;
      rest[h] = (rest[h] ?? 0) - value;
    }
    for (let h = 0; h < holdings.length; h++) {
      const most = largest[h] ?? -1;
      if (most >= 0) values[most] = (values[most] ?? 0) + (rest[h] ?? 0);
    }
    let count = 0;
    let staker = -1;
    for (let i = 0; i < stakes.length; i++) {
      const value = values[i] ?? 0;
      const by = stakes[i]?.staker ?? 0;
      if (value <= 0) continue;
      if (by === staker) held[count - 1] = (held[count - 1] ?? 0) + value;
      else held[count++] = value;
      staker = by;
    }
    return spreadOf(held.subarray(0, count), sorted);
  };
}

/**
 * Returns the concentration of some positive values. Figures that need an order are computed only if `sorted` is
 * true.
 */
export function spreadOf(values: Float64Array, sorted = true): Spread {
  const n = values.length;
  let total = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const value = values[i] ?? 0;
    total += value;
    squares += value * value;
  }
  if (n === 0 || total <= 0)
    return { count: 0, hhi: null, cv: null, gini: null, top1: null, top5: null, top10: null };
  const mean = total / n;
  const cv = n > 1 ? Math.sqrt(Math.max(0, (squares - n * mean * mean) / (n - 1))) / mean : null;
  const spread = { count: n, hhi: round(squares / (total * total)), cv: cv === null ? null : round(cv) };
  if (!sorted) return { ...spread, gini: null, top1: null, top5: null, top10: null };
  const ascending = values.slice().sort();
  let weighted = 0;
  for (let i = 0; i < n; i++) weighted += (i + 1) * (ascending[i] ?? 0);
  const top = (count: number) => {
    let sum = 0;
    for (let i = Math.max(0, n - count); i < n; i++) sum += ascending[i] ?? 0;
    return round((100 * sum) / total);
  };
  const gini = round(Math.max(0, (2 * weighted) / (n * total) - (n + 1) / n));
  return { ...spread, gini, top1: top(1), top5: top(5), top10: top(10) };
}

function round(value: number): number {
  return significant(value, 12);
}
