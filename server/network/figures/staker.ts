import type { Network } from "../network";
import type { Operator } from "../operator";
import { mostPartOf, partOf } from "../parts";
import { mayBeSince } from "../slashing/slashing";
import { arePositionsRead } from "../source";
import { addSums, compareKnown, scaled, sumUsd, UNKNOWN_USD, type UsdSum } from "../unknown";
import { positionValue } from "./share-values";

/** A staker's present or past shares of a strategy with its operator, as the pipeline keeps them. */
export interface StakerPosition {
  strategy: string;
  shares: bigint | null;
  writtenBlock: number | null;
  updatedAt: Date | null;
}

/** Whom a staker delegates to, and since when; `null` is not known. */
export interface StakerDelegation {
  operator: string;
  delegatedAt: Date | null;
}

/** The figures of a staker who delegates to nobody. */
export const NO_DELEGATION = {
  operator: null,
  operatorName: null,
  delegatedAt: null,
  tvsUsd: null,
  unpricedCount: 0,
  isTvsUpperBound: false,
  ofOperatorRatio: null,
  slashingCount: 0,
  slashingCountSince: null,
  lastSlashedAt: null,
};

/** Returns what a staker has delegated, each strategy's value after slashes, the most valuable first. */
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
 * Returns a staker's headline. `ofOperatorRatio` is of all that is delegated to its operator. The slashings are all of
 * its operator's, `slashingCountSince` of them since it delegates there (`null` where it is not known since when).
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
    delegatedAt,
    /** `null` where positions were not read. */
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
 * Returns what each operator set can take of a staker's stake at most, the largest first: its value in each strategy x
 * the part that the set can slash, now or once every announced change is in effect. `worst` is all of them together, as
 * sets and AVSs add up, `null` where shares or allocations were not read. `unknownCount` strategies, of unknown value or
 * part, are not in it.
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
    /** Of the priced stake. */
    ofStakeRatio: mostPartOf(exposed, whole),
    unknownCount: exposed.unknownCount,
    isUpperBound: exposed.isUpperBound,
    /** Whether all of it can be taken is not known. */
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

/** The operator sets with something of these holdings at risk, each with the part of every holding that it can slash. */
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
