import type { Announcement } from "../allocations";
import { pairOf, push } from "../build/draft";
import { perNetwork } from "../lists/per-network";
import type { Network } from "../network";
import { magnitudeRatio } from "../slashing/magnitude";
import { WAD } from "../units";
import { scaled, sumUsd, UNKNOWN_USD, type UsdSum, type UsdValue } from "../unknown";
import { dayOf, endingNow } from "./value-days";

interface Place {
  snapshotOn: string;
  operator: string;
  strategy: string;
}

/** Allocated value by day, and the parts of it whose value is computed here. */
interface KeptAllocations {
  days: readonly { snapshotOn: string; allocatedUsd: number | null }[];
  /** The magnitudes of slashed pairs. */
  slashed: readonly (Place & { magnitude: bigint | null })[];
  /** Allocations between announcement and effect, with the value of the operator's stake in the strategy. */
  announced: readonly (Place & { operatorSet: string; valueUsd: number | null })[];
}

/** Returns the parts of a history whose value is computed here, of some operators or of all. */
export const valuedApart = (
  { slashedHistories, announcements }: Network,
  isOurs: (part: { operator: string; operatorSet?: string }) => boolean,
) => ({
  slashed: slashedHistories
    .filter(({ operator }) => isOurs({ operator }))
    .map(({ operator, strategy, since }) => ({ operator, strategy, since })),
  announced: announcements.filter(isOurs).map(({ before: _, ...span }) => span),
});

/**
 * Returns the allocated value by day; the last day equals `now`. Slashed pairs are lowered by their slashes, and an
 * announced change counts from its effect block.
 */
export function allocatedDays(network: Network, { days, slashed, announced }: KeptAllocations, now: UsdSum) {
  const apart = new Map<string, UsdValue[]>();
  const before = magnitudesBefore(network);
  for (const part of slashed) push(apart, part.snapshotOn, allocatedOn(network, part, part.magnitude, null));
  for (const part of announced)
    push(
      apart,
      part.snapshotOn,
      allocatedOn(network, part, before.get(allocationOf(part)) ?? null, part.valueUsd),
    );
  const series = days.map(({ snapshotOn, allocatedUsd }) => {
    const sum = sumUsd([allocatedUsd, ...(apart.get(snapshotOn) ?? [])]);
    return {
      snapshotOn,
      tvsUsd: sum.unknownCount === 0 ? sum.knownUsd : null,
      isUpperBound: sum.isUpperBound,
    };
  });
  return endingNow(series, { snapshotOn: dayOf(network), tvsUsd: now.knownUsd }, now).map(
    ({ tvsUsd, ...day }) => ({ ...day, allocatedUsd: tvsUsd }),
  );
}

const allocationOf = ({
  operator,
  operatorSet,
  strategy,
}: Pick<Announcement, "operator" | "operatorSet" | "strategy">) => `${operator} ${operatorSet} ${strategy}`;

/** The magnitude before each announced change. */
const magnitudesBefore = perNetwork(
  ({ announcements }) => new Map(announcements.map((one) => [allocationOf(one), one.before])),
);

const historyByPair = perNetwork(
  ({ slashedHistories }) => new Map(slashedHistories.map((one) => [pairOf(one.operator, one.strategy), one])),
);

/**
 * Returns the value of a magnitude on a day, 0 for a dead strategy. `keptUsd` is the value if nothing was slashed.
 */
function allocatedOn(
  network: Network,
  { snapshotOn, operator, strategy }: Place,
  magnitude: bigint | null,
  keptUsd: number | null,
): UsdValue {
  if (magnitude === 0n) return { usd: 0, isUpperBound: false };
  const history = historyByPair(network).get(pairOf(operator, strategy));
  const isSlashed = history !== undefined && (history.since === null || snapshotOn >= history.since);
  if (!isSlashed) return scaled({ usd: keptUsd, isUpperBound: false }, magnitudeRatio(magnitude, WAD));
  const day = history.days.get(snapshotOn);
  if (day?.maxMagnitude === 0n) return { usd: 0, isUpperBound: false };
  if (!day) return UNKNOWN_USD;
  const part = magnitudeRatio(magnitude, day.maxMagnitude);
  return scaled({ usd: day.valueUsd, isUpperBound: day.isUpperBound }, part);
}
