import type { Slashability } from "../allocations";
import type { Allocation, Network } from "../network";
import type { Operator } from "../operator";
import { mostPartOf, partOf } from "../parts";
import { mayBeSince } from "../slashing/slashing";
import { arePositionsRead } from "../source";
import { LEAVING_BLOCKS } from "../units";
import { addSums, compareKnown, scaled, sumUsd, type Tri, UNKNOWN_USD, type UsdSum } from "../unknown";
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

/**
 * The time for which exposure is asked: now; once every announced change is in effect; or during the 14 days after the
 * staker leaves, in which the sets of the old operator can still slash.
 */
type When = "now" | "announced" | "while-leaving";

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
export function stakerExposure(network: Network, operator: string, holdings: readonly Holding[], when: When) {
  const whole = stakeOf(holdings);
  const sets = exposedSets(network, operator, holdings, when).map((set) => ({
    ...set,
    exposed: sumUsd(set.parts.map(([holding, part]) => scaled(usdOf(holding), part))),
  }));
  const figuresOf = (exposed: UsdSum, isUpTo: boolean) => ({
    exposedUsd: exposed.knownUsd,
    /** The most that the set can take, as a part of the staker's priced stake. */
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

type Risk = [part: number | null, judged: Slashability];

/** Returns the part of a holding that an allocation can reach, 0..1, and whether it surely can. */
function riskOf(network: Network, allocation: Allocation, when: When): Risk {
  const now: Risk = [allocation.atRiskRatio, allocation.slashability];
  const announced: Risk = [allocation.announcedAtRiskRatio, allocation.announcedSlashability];
  if (when !== "while-leaving") return when === "now" ? now : announced;
  const isInTime = countsWhileLeaving(network, allocation);
  if (isInTime === false) return now;
  const [some, more] = [now[0], announced[0]];
  const part = some === null || more === null ? null : Math.max(some, more);
  const isSure = isInTime === true && now[1] !== "up-to" && announced[1] !== "up-to";
  return [part, isSure ? "slashable" : "up-to"];
}

/**
 * Returns whether an announced change takes effect before the 14 days of leaving are over; false if none is announced.
 */
function countsWhileLeaving({ clocks }: Network, { force }: Allocation): Tri {
  if (!force.pending) return false;
  const { effectBlock } = force.pending;
  if (effectBlock === null || clocks.blockNow === null) return null;
  return effectBlock <= clocks.blockNow + LEAVING_BLOCKS;
}

/** Returns the operator sets that can slash these holdings, with the part of each holding that they can slash. */
function exposedSets(
  network: Network,
  operator: string,
  holdings: readonly Holding[],
  when: When,
): ExposedSet[] {
  const held = new Map(holdings.map((one) => [one.address, one]));
  const sets = new Map<string, ExposedSet>();
  for (const allocation of network.allocations) {
    const holding = held.get(allocation.strategy);
    const [part, judged] = riskOf(network, allocation, when);
    if (allocation.operator !== operator || !holding || part === 0) continue;
    const { avs, setNumber, operatorSet } = allocation;
    const set = sets.get(operatorSet) ?? { avs, setNumber, parts: [], isUpTo: false };
    sets.set(operatorSet, set);
    set.parts.push([holding, part]);
    set.isUpTo ||= judged === "up-to";
  }
  return [...sets.values()];
}
