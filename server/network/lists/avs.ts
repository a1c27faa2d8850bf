import { SECURES } from "../clocks/activity";
import type { Avs, Network } from "../network";
import { partOf } from "../parts";
import { ceilingRow } from "../security/figures";
import { slashableFigures } from "../slashing/slashable-figures";
import { slashingPower } from "../slashing/slashing-power";
import { anyOf, countYes, type Tri } from "../unknown";
import { answersAs, type Bounds, type Columns, type Filter, filterOf, inBounds, matchesSearch } from "./list";
import { perNetwork } from "./per-network";

/** One AVS in the list: its headline figures, in USD, basis points and counts. */
export type AvsRow = ReturnType<typeof avsRow>;

/** Returns an AVS's headline figures. Its texts are declared by itself and unchecked. */
export function avsRow(network: Network, avs: Avs) {
  const { allocated } = avs;
  const slashable = slashableFigures(avs);
  const allocations = allocationsOf(network).get(avs.address) ?? [];
  return {
    address: avs.address,
    name: avs.name,
    description: avs.description,
    website: avs.website,
    twitter: avs.twitter,
    operatorCount: avs.operatorCount,
    /** Operators that may secure it: the pipeline does not say. */
    unknownOperatorCount: avs.unknownOperators.length,
    operatorCount30dAgo: avs.operatorCount30dAgo,
    /** The whole value of its operators. The AVS can slash only a part of it. */
    operatorTvsUsd: avs.value.knownUsd,
    isOperatorTvsUpperBound: avs.value.isUpperBound,
    unpricedOperatorPartCount: avs.value.unknownCount,
    delegatorCount: avs.delegatorCount,
    /** The number of known sets; there may be others. */
    operatorSetCount: avs.sets.length,
    /** The value in effect, slashable or not. */
    allocatedUsd: allocated.knownUsd,
    isAllocatedUpperBound: allocated.isUpperBound,
    unpricedCount: allocated.unknownCount,
    /** The allocated value as a part of the operators' priced stake. */
    allocatedRatio: partOf(allocated, avs.value),
    ...slashable,
    ...ceilingRow(network, avs),
    allocationCount: avs.allocationCount,
    strategyCount: avs.allocationCount === null ? null : new Set(allocations).size,
    /** The median split of this AVS's rewards over its operators, defaults included. */
    medianCommissionBps: avs.medianSplitBps,
    slashingCount: avs.slashingCount,
    power: slashingPower({
      setCount: avs.sets.length,
      slashingCount: avs.slashings.length,
      exposure: avs.allocationCount === null ? null : avs,
    }),
  };
}

/** The strategies with an allocation, by AVS. */
const allocationsOf = perNetwork(({ allocations }) => {
  const strategies = new Map<string, string[]>();
  for (const { avs, strategy } of allocations) {
    const known = strategies.get(avs);
    if (known) known.push(strategy);
    else strategies.set(avs, [strategy]);
  }
  return strategies;
});

export const AVS_COLUMNS = {
  name: { unit: "text", value: (row) => row.name },
  operators: { unit: "count", value: (row) => row.operatorCount },
  change: {
    unit: "count",
    value: (row) =>
      row.operatorCount === null || row.operatorCount30dAgo === null
        ? null
        : row.operatorCount - row.operatorCount30dAgo,
  },
  tvs: { unit: "usd", value: (row) => row.operatorTvsUsd },
  delegators: { unit: "count", value: (row) => row.delegatorCount },
  sets: { unit: "count", value: (row) => row.operatorSetCount },
  allocated: { unit: "usd", value: (row) => row.allocatedUsd },
  /**
   * The ceiling's upper bound, by which the list is ordered; without a known limit, its lower bound if that is above
   * 0.
   */
  ceiling: { unit: "usd", value: (row) => row.ceilingMostUsd ?? (row.ceilingLeastUsd || null) },
  commission: { unit: "bps", value: (row) => row.medianCommissionBps },
  slashings: { unit: "count", value: (row) => row.slashingCount },
} as const satisfies Columns<AvsRow>;
export type AvsColumnId = keyof typeof AVS_COLUMNS;

/** Returns every AVS, those with the most operators first, then those with the most allocated. */
export const avsRows = perNetwork((network): AvsRow[] =>
  Array.from(network.avs.values(), (avs) => avsRow(network, avs)).sort(
    (a, b) =>
      (b.operatorCount ?? 0) - (a.operatorCount ?? 0) || (b.allocatedUsd ?? 0) - (a.allocatedUsd ?? 0),
  ),
);

export interface AvsFilter {
  q?: string;
  /** "active" means that an AVS is secured, has allocations or slashings, or may have. */
  status?: "active" | "all";
  operatorCount?: Bounds;
  allocatedUsd?: Bounds;
  /** Whether it can slash anything now. An AVS for which that is not known matches neither answer. */
  canSlash?: boolean;
  slashed?: boolean;
  /** An operator that secures the AVS now. */
  operator?: string;
}

const isAny = (count: number | null): Tri => (count === null ? null : count > 0);
const isActive = ({ operatorCount, allocationCount, slashingCount }: AvsRow): Tri =>
  anyOf([isAny(operatorCount), isAny(allocationCount), isAny(slashingCount)]);
const hasSlashed = ({ slashingCount }: AvsRow) => isAny(slashingCount);
/** Returns whether an AVS can slash; `null` if none of its sets are known, since it may have some. */
const canSlash = ({ power }: AvsRow): Tri =>
  power === "none-known" || power === "unknown" ? null : power !== "nothing-today";

/** Returns the filter of a list of AVSs. */
export function avsFilterOf({ operators }: Network, filter: AvsFilter): Filter<AvsRow> {
  const secured =
    filter.operator === undefined
      ? undefined
      : new Set(
          operators
            .get(filter.operator)
            ?.avs.flatMap(({ avs, securing }) => (SECURES.has(securing) ? [avs] : [])),
        );
  return filterOf(filter, [
    filter.status === "active" ? (row) => isActive(row) !== false : undefined,
    inBounds((row) => row.operatorCount, filter.operatorCount),
    inBounds((row) => row.allocatedUsd, filter.allocatedUsd),
    answersAs(canSlash, filter.canSlash),
    answersAs(hasSlashed, filter.slashed),
    secured && ((row) => secured.has(row.address)),
    matchesSearch(filter.q, (row) => [row.name, row.address]),
  ]);
}

/**
 * Returns how many AVSs there are, how many are active or may be, and how many can or may slash now. A count is
 * `null` if it would be 0 and some are not known.
 */
export function countAvs(network: Network) {
  const rows = avsRows(network);
  const activities = rows.map(isActive);
  return {
    totalCount: rows.length,
    activeCount: countYes(activities),
    activityUnknownCount: activities.filter((is) => is === null).length,
    slashingCapableCount: countYes(rows.map(canSlash)),
  };
}
