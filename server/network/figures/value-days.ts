import type { Network, Strategy } from "../network";
import type { Operator } from "../operator";
import type { SlashedDay, SlashedHistory } from "../slashing/slashed-history";
import type { UsdSum } from "../unknown";

/** A day of a history of values as the pipeline stores it: slashes are not taken off. */
interface KeptDay {
  snapshotOn: string;
  tvsUsd: number | null;
}
/** A day with the slashes up to it taken off; an upper bound if they may have taken more. */
export type ValueDay<T extends KeptDay> = T & { isUpperBound: boolean };

/** Returns the day, UTC, of a network's data. */
export const dayOf = ({ clocks, readAt }: Network): string =>
  (clocks.timeNow ?? readAt).toISOString().slice(0, 10);

/** Returns the range of days that ends with the network's day; without `dayCount` it has no first day. */
export function daysUntil(network: Network, dayCount: number | undefined) {
  const until = dayOf(network);
  if (dayCount === undefined) return { from: undefined, until };
  return { from: new Date(Date.parse(until) - dayCount * 86_400_000).toISOString().slice(0, 10), until };
}

/** How much the parts may exceed their total: the pipeline rounds, and may price the two differently. */
const TOLERANCE = 0.01;

/** Returns a total's kept days, lowered by what slashes took of the given parts. */
export const withoutSlashed = <T extends KeptDay>(
  days: readonly T[],
  slashed: readonly SlashedHistory[],
): ValueDay<T>[] => {
  const parts = slashed.map((part) => ({ ...part, kept: [...part.days] }));
  return days.map((day) => {
    if (day.tvsUsd === null) return { ...day, isUpperBound: false };
    let [taken, kept, isUpperBound] = [0, 0, false];
    for (const part of parts) {
      const found = takenOn(part, day.snapshotOn);
      taken += found.takenUsd;
      kept += found.keptUsd;
      isUpperBound ||= found.isUpperBound;
    }
    // The total is less than these parts, so it was lowered already or never included them.
    if (taken > 0 && kept > day.tvsUsd * (1 + TOLERANCE)) return { ...day, isUpperBound: true };
    return { ...day, tvsUsd: Math.max(0, day.tvsUsd - taken), isUpperBound };
  });
};

/** A history with its days also in order, oldest first, to find the day before a missing one. */
type Ordered = SlashedHistory & { kept: readonly [day: string, SlashedDay][] };

function takenOn({ since, days, kept }: Ordered, on: string) {
  if (since !== null && on < since) return { takenUsd: 0, keptUsd: 0, isUpperBound: false };
  const day = days.get(on) ?? emptied(kept, on);
  const takenUsd = day?.takenUsd ?? 0;
  return { takenUsd, keptUsd: takenUsd + (day?.valueUsd ?? 0), isUpperBound: day?.isUpperBound ?? true };
}

/** Returns the kept day before a missing one, if its value was 0: pipelines drop rows of 0. */
function emptied(kept: Ordered["kept"], on: string): SlashedDay | undefined {
  let [from, until] = [0, kept.length];
  while (from < until) {
    const middle = (from + until) >> 1;
    if ((kept[middle]?.[0] ?? "") < on) from = middle + 1;
    else until = middle;
  }
  const before = kept[from - 1]?.[1];
  return before?.takenUsd === 0 && before.valueUsd === 0 ? before : undefined;
}

/** Returns a history whose last day equals the headline figure. A history without days stays empty. */
export function endingNow<T extends KeptDay>(
  days: ValueDay<T>[],
  now: T,
  { isUpperBound }: UsdSum,
): ValueDay<T>[] {
  const last = days.at(-1);
  if (!last || now.tvsUsd === null || last.snapshotOn > now.snapshotOn) return days;
  if (last.snapshotOn < now.snapshotOn) return [...days, { ...now, isUpperBound }];
  return [...days.slice(0, -1), { ...last, tvsUsd: now.tvsUsd, isUpperBound }];
}

interface OperatorDay extends KeptDay {
  delegatorCount: number | null;
  avsCount: number | null;
}

/** Returns the amounts that slashes took of an operator's values, by day. */
export const slashedHistoriesOf = ({ slashedHistories }: Network, { address }: Pick<Operator, "address">) =>
  slashedHistories.filter(({ operator }) => operator === address);

/** Returns an operator's daily values after slashes; the last day equals its headline. */
export const operatorDays = (network: Network, operator: Operator, days: readonly OperatorDay[]) =>
  endingNow(
    withoutSlashed(days, slashedHistoriesOf(network, operator)),
    {
      snapshotOn: dayOf(network),
      tvsUsd: operator.value.knownUsd,
      delegatorCount: operator.delegatorCount,
      avsCount: operator.avsCount,
    },
    operator.value,
  );

interface StrategyDay extends KeptDay {
  operatorCount: number;
}

/** Returns a strategy's daily values after slashes; the last day equals its headline. */
export const strategyDays = (network: Network, strategy: Strategy, days: readonly StrategyDay[]) =>
  endingNow(
    withoutSlashed(
      days,
      network.slashedHistories.filter((one) => one.strategy === strategy.address),
    ),
    {
      snapshotOn: dayOf(network),
      tvsUsd: strategy.value.knownUsd,
      operatorCount: strategy.operators.length,
    },
    strategy.value,
  );

interface NetworkDay extends KeptDay {
  operatorCount: number | null;
  avsCount: number | null;
  delegatorCount: number | null;
}

/** Returns the network's daily values after slashes; the last day equals its headline. */
export const networkDays = (network: Network, days: readonly NetworkDay[]) =>
  endingNow(
    withoutSlashed(days, network.slashedHistories),
    {
      snapshotOn: dayOf(network),
      tvsUsd: network.totals.value.knownUsd,
      operatorCount: network.totals.operatorCount,
      avsCount: network.totals.avsCount,
      delegatorCount: network.totals.delegatorCount,
    },
    network.totals.value,
  );
