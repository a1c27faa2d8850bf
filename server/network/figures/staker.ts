import type { Network } from "../network";
import type { Operator } from "../operator";
import { mostPartOf, partOf } from "../parts";
import { mayBeSince } from "../slashing/slashing";
import { arePositionsRead } from "../source";
import { addSums, compareKnown, scaled, sumUsd, UNKNOWN_USD, type UsdSum } from "../unknown";
import { entityNames } from "./entity";
import { positionValue } from "./share-values";

/** A staker's present or past shares of a strategy with its operator, as the pipeline keeps them. */
export interface StakerPosition {
  strategy: string;
  shares: bigint | null;
  writtenBlock: number | null;
  updatedAt: Date | null;
}

/** The operator that a staker delegates to, and since when; `null` if not known. */
export interface StakerDelegation {
  operator: string;
  delegatedAt: Date | null;
}

/** The figures of a staker who delegates to no operator. */
export const NO_DELEGATION = {
  operator: null,
  operatorName: null,
  operatorEntities: { brand: null, nodeOperator: null },
  delegatedAt: null,
  tvsUsd: null,
  unpricedCount: 0,
  isTvsUpperBound: false,
  ofOperatorRatio: null,
  slashingCount: 0,
  slashingCountSince: null,
  lastSlashedAt: null,
};

/** Returns a staker's delegated stake, by strategy after slashes, the most valuable first. */
export function stakerHoldings(
  network: Network,
  { operator, delegatedAt }: StakerDelegation,
  positions: readonly StakerPosition[],
) {
  const strategies = network.operators.get(operator)?.strategies ?? [];
  const held = positions.flatMap(({ strategy, shares, writtenBlock, updatedAt }) => {
    if (shares === 0n) return [];
    const token = network.strategies.get(strategy);
    const value =
      shares === null
        ? UNKNOWN_USD
        : positionValue(
            network,
            strategies.find((one) => one.strategy === strategy),
            { shares, writtenBlock, startedAt: delegatedAt },
          );
    return [
      {
        address: strategy,
        symbol: token?.symbol ?? null,
        decimals: token?.decimals ?? null,
        shares,
        tvsUsd: value.usd,
        isUpperBound: value.isUpperBound,
        isUnpriced: value.isUnpriced === true,
        updatedAt,
      },
    ];
  });
  const whole = stakeOf(held);
  return held
    .map((one) => ({ ...one, ofStakeRatio: partOf(stakeOf([one]), whole) }))
    .sort(
      (a, b) =>
        compareKnown(a.tvsUsd, b.tvsUsd, "descending") || compareKnown(a.address, b.address, "ascending"),
    );
}
type Holding = ReturnType<typeof stakerHoldings>[number];

type Valued = { tvsUsd: number | null; isUpperBound: boolean; isUnpriced: boolean };

const usdOf = ({ tvsUsd, isUpperBound, isUnpriced }: Valued) => ({ usd: tvsUsd, isUpperBound, isUnpriced });

const stakeOf = (holdings: readonly Valued[]) => sumUsd(holdings.map(usdOf));

/**
 * Returns a staker's headline figures. `ofOperatorRatio` is its part of all stake delegated to its operator.
 * `slashingCountSince` counts the operator's slashings since the delegation began, `null` if that date is not known.
 */
export function stakerHeadline(
  network: Network,
  address: string,
  delegation: StakerDelegation,
  holdings: readonly Holding[],
) {
  const operator = network.operators.get(delegation.operator);
  const { delegatedAt } = delegation;
  const value = stakeOf(holdings);
  return {
    address,
    operator: delegation.operator,
    operatorName: operator?.name ?? null,
    operatorEntities: operator ? entityNames(network, operator) : { brand: null, nodeOperator: null },
    delegatedAt,
    /** `null` if positions were not read. */
    tvsUsd: arePositionsRead(network) ? value.knownUsd : null,
    unpricedCount: value.unknownCount,
    isTvsUpperBound: value.isUpperBound,
    ofOperatorRatio: operator && arePositionsRead(network) ? partOf(value, operator.value) : null,
    slashingCount: operator?.slashingCount ?? null,
    slashingCountSince: delegatedAt && countSince(network, operator, delegatedAt),
    lastSlashedAt: operator?.lastSlashedAt ?? null,
  };
}

function countSince({ slashings }: Network, operator: Operator | undefined, since: Date): number {
  const own = new Set(operator?.slashings);
  return slashings.filter((one) => own.has(one.id) && mayBeSince(one, since)).length;
}

interface ExposedSet {
  avs: string;
  setNumber: number;
  parts: [Holding, number | null][];
  isUpTo: boolean;
}

/**
 * Returns the most that each operator set can take of a staker's stake, now or once all announced changes are in
 * effect, the largest first. `worst` is their sum, `null` if shares or allocations were not read. `unknownCount`
 * strategies are not included.
 */
export function stakerExposure(
  network: Network,
  operator: string,
  holdings: readonly Holding[],
  when: "now" | "announced",
) {
  const whole = stakeOf(holdings);
  const sets = exposedSets(network, operator, holdings, when).map((set) => ({
    ...set,
    exposed: sumUsd(set.parts.map(([holding, part]) => scaled(usdOf(holding), part))),
  }));
  const figuresOf = (exposed: UsdSum, isUpTo: boolean) => ({
    exposedUsd: exposed.knownUsd,
    /** As a part of the priced stake. */
    ofStakeRatio: mostPartOf(exposed, whole),
    unknownCount: exposed.unknownCount,
    isUpperBound: exposed.isUpperBound,
    /** Whether it is uncertain that all of it can be slashed. */
    isUpTo,
  });
  const rows = sets.map(({ avs, setNumber, parts, isUpTo, exposed }) => ({
    avs,
    avsName: network.avs.get(avs)?.name ?? null,
    setNumber,
    ...figuresOf(exposed, isUpTo),
    strategyCount: parts.length,
    symbols: [...new Set(parts.map(([{ symbol }]) => symbol))].sort((a, b) =>
      compareKnown(a, b, "ascending"),
    ),
  }));
  return {
    worst:
      network.totals.allocationCount !== null && arePositionsRead(network)
        ? figuresOf(
            addSums(sets.map(({ exposed }) => exposed)),
            sets.some(({ isUpTo }) => isUpTo),
          )
        : null,
    sets: rows.sort(
      (a, b) =>
        compareKnown(a.exposedUsd, b.exposedUsd, "descending") ||
        compareKnown(a.avs, b.avs, "ascending") ||
        compareKnown(a.setNumber, b.setNumber, "ascending"),
    ),
  };
}

/** Returns the operator sets that can slash these holdings, with the part of each holding that they can slash. */
function exposedSets(
  network: Network,
  operator: string,
  holdings: readonly Holding[],
  when: "now" | "announced",
): ExposedSet[] {
  const held = new Map(holdings.map((one) => [one.address, one]));
  const sets = new Map<string, ExposedSet>();
  for (const allocation of network.allocations) {
    const holding = held.get(allocation.strategy);
    const { atRiskRatio, slashability, announcedAtRiskRatio, announcedSlashability } = allocation;
    const [part, judged] =
      when === "now" ? [atRiskRatio, slashability] : [announcedAtRiskRatio, announcedSlashability];
    if (allocation.operator !== operator || !holding || part === 0) continue;
    const { avs, setNumber, operatorSet } = allocation;
    const set = sets.get(operatorSet) ?? { avs, setNumber, parts: [], isUpTo: false };
    sets.set(operatorSet, set);
    set.parts.push([holding, part]);
    set.isUpTo ||= judged === "up-to";
  }
  return [...sets.values()];
}
