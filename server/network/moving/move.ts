import {
  areExposuresKnown,
  areExposuresRead,
  type ExposedSet,
  exposedBy,
  exposedFigures,
  exposedSets,
  type Holding,
  stakeOf,
  type When,
} from "../figures/staker-exposure";
import { isDelayShort, knownDelay } from "../leaving/new-allocation";
import { leftFrom } from "../leaving/operator-leaving";
import type { Network } from "../network";
import type { Operator } from "../operator";
import { isUnpriced, partOf } from "../parts";
import { arePositionsRead, isRead } from "../source";
import { anyOf, compareKnown, type Tri, type UsdSum, valueFigures } from "../unknown";
import { holdsStake } from "../value";
import { verdictOf } from "../verdict/judge";
import { moveSplits } from "./move-splits";

/**
 * The times of a move. `now` and `stays` are with the old operator, `stays` once all that it announced is in effect;
 * `between` are the 14 days of withdrawal; `arrival` and `settled` are with the new operator, by what is known today.
 */
const TIMES = ["now", "stays", "between", "arrival", "settled"] as const;
export type MoveTime = (typeof TIMES)[number];

/** Returns a record with one value for each time of a move. */
const atEachTime = <T>(valueAt: (time: MoveTime) => T): Record<MoveTime, T> => ({
  now: valueAt("now"),
  stays: valueAt("stays"),
  between: valueAt("between"),
  arrival: valueAt("arrival"),
  settled: valueAt("settled"),
});

/** A stake by strategy. `whole` is its value, if it is known better than the sum of the holdings. */
interface Stake {
  holdings: readonly Holding[];
  whole?: UsdSum;
}

/** Returns an operator's stake by strategy. It stands for a delegator with each strategy in the same proportion. */
export const stakeLike = ({ strategies }: Network, operator: Operator): Stake => ({
  holdings: operator.strategies.filter(holdsStake).map(({ strategy, value }) => ({
    address: strategy,
    symbol: strategies.get(strategy)?.symbol ?? null,
    tvsUsd: value.unknownCount === 0 ? value.knownUsd : null,
    isUpperBound: value.isUpperBound,
    isUnpriced: isUnpriced(value),
    mostUsd: value.mostUsd,
  })),
  whole: operator.value,
});

/**
 * Returns what changes if a stake moves from one operator to another: before, in the 14 days between, and after. `null`
 * if both are the same operator.
 */
export function moveBetween(
  network: Network,
  from: Operator,
  to: Operator,
  { holdings, whole = stakeOf(holdings) }: Stake,
) {
  if (from.address === to.address) return null;
  const { leftBlock, leftAt } = leftFrom(network);
  /** The first block in which no set of the old operator can slash the stake any more. */
  const arrivalBlock = leftBlock === null ? null : leftBlock + 1;
  const setsOf = ({ address }: Operator, when: When) => exposedSets(network, address, holdings, when);
  const sets: SetsByTime = {
    now: setsOf(from, "now"),
    stays: setsOf(from, "announced"),
    between: setsOf(from, { untilBlock: leftBlock }),
    arrival: setsOf(to, { arrivalBlock }),
    settled: setsOf(to, "settled"),
  };
  const isKnown = knownTimes(network, from, to, holdings);
  return {
    blockNow: network.clocks.blockNow,
    timeNow: network.clocks.timeNow,
    /** The last block in which the old operator's sets can slash what is queued at the block of the data. */
    leftBlock,
    leftAt,
    arrivalBlock,
    stake: valueFigures(whole),
    from: endOf(network, from, network.clocks.blockNow),
    to: endOf(network, to, arrivalBlock),
    /** Whether what can be slashed is known: if not, every exposure is not known. */
    areExposuresKnown: areExposuresRead(network),
    /** All that can be slashed at that time. */
    worst: atEachTime((time) => (isKnown[time] ? exposedFigures(sets[time], whole) : null)),
    /** The AVS that can slash most at that time; `null` if none can, or if that is not known. */
    worstAvs: atEachTime((time) => (isKnown[time] ? worstAvsOf(network, sets[time], whole) : null)),
    avs: byAvs(network, sets, whole),
    strategies: byStrategy(network, sets, { holdings, whole }, { from, to }),
    splits: moveSplits(network, from, to),
  };
}

export type Move = NonNullable<ReturnType<typeof moveBetween>>;

/** Returns at which times it is known what can be slashed of holdings: before the move by the old operator, then by the new. */
function knownTimes(
  network: Network,
  from: Operator,
  to: Operator,
  holdings: readonly Holding[],
): Record<MoveTime, boolean> {
  const before = areExposuresKnown(network, from.address, holdings);
  const after = areExposuresKnown(network, to.address, holdings);
  return { now: before, stays: before, between: before, arrival: after, settled: after };
}

/** Returns one end of a move: the operator, its verdict, and what a delegator meets from a block on. */
function endOf(network: Network, operator: Operator, block: number | null) {
  const { word, answeredCount, isDemoLimited } = verdictOf(network, operator);
  return {
    address: operator.address,
    name: operator.name,
    verdict: word,
    answeredGateCount: answeredCount,
    /** Whether the demo models the operator, so that fewer questions have an answer. */
    isVerdictDemoLimited: isDemoLimited,
    slashingCount: operator.slashingCount,
    isPermissioned: operator.isPermissioned,
    /** Whether a new allocation can count before stake that leaves in that block is out; `null`: not known. */
    isDelayShort: isDelayShort(network, operator, block),
    delay: knownDelay(network, operator),
    ...valueFigures(operator.value),
    hasStake: hasStake(network, operator),
  };
}

/** Returns whether an operator holds stake; `null` if that was not read. */
function hasStake(network: Network, { strategies }: Operator): Tri {
  const found = anyOf(strategies.map(holdsStakeSurely));
  return found === false && !arePositionsRead(network) ? null : found;
}

const holdsStakeSurely = ({ shares, value }: Operator["strategies"][number]): Tri =>
  shares === null ? ((value.knownUsd ?? 0) > 0 ? true : null) : shares > 0n;

type SetsByTime = Record<MoveTime, readonly ExposedSet[]>;

/** Returns the AVSs whose sets can slash some of the stake at any time, the most at any time first. */
function byAvs(network: Network, sets: SetsByTime, whole: UsdSum) {
  const all = Object.values(sets).flat();
  return Array.from(new Set(all.map(({ avs }) => avs)), (address) => ({
    address,
    name: network.avs.get(address)?.name ?? null,
    exposed: atEachTime((time) =>
      exposedFigures(
        sets[time].filter(({ avs }) => avs === address),
        whole,
      ),
    ),
  })).sort(
    (a, b) =>
      compareKnown(mostOf(a.exposed), mostOf(b.exposed), "descending") ||
      compareKnown(a.address, b.address, "ascending"),
  );
}

const mostOf = (exposed: Record<MoveTime, { exposedUsd: number | null }>) => {
  const known = Object.values(exposed).flatMap(({ exposedUsd }) => exposedUsd ?? []);
  return known.length === 0 ? null : Math.max(...known);
};

/**
 * Returns the AVS that can take most of what is known. `mayBeAnother` tells that an unknown value of another AVS may make
 * that one the worst.
 */
function worstAvsOf(network: Network, sets: readonly ExposedSet[], whole: UsdSum) {
  const [worst, ...others] = Array.from(new Set(sets.map(({ avs }) => avs)), (address) => {
    const own = sets.filter(({ avs }) => avs === address);
    return { address, own, ...exposedBy(own) };
  }).sort(
    (a, b) =>
      compareKnown(a.knownUsd, b.knownUsd, "descending") || compareKnown(a.address, b.address, "ascending"),
  );
  return worst
    ? {
        avs: worst.address,
        name: network.avs.get(worst.address)?.name ?? null,
        mayBeAnother: others.some(
          ({ mostUsd = null, unknownCount }) =>
            unknownCount > 0 && (mostUsd === null || mostUsd > (worst.knownUsd ?? 0)),
        ),
        ...exposedFigures(worst.own, whole),
      }
    : null;
}

/** Returns each strategy of the stake, with the part that can be slashed at each time, and if the new operator has it. */
function byStrategy(
  network: Network,
  sets: SetsByTime,
  { holdings, whole }: Required<Stake>,
  { from, to }: Record<"from" | "to", Operator>,
) {
  return holdings.map((held) => {
    const isKnown = knownTimes(network, from, to, [held]);
    const there = to.strategies.find(({ strategy }) => strategy === held.address);
    return {
      address: held.address,
      symbol: held.symbol,
      tvsUsd: held.tvsUsd,
      isUpperBound: held.isUpperBound,
      ofStakeRatio: partOf(stakeOf([held]), whole),
      parts: atEachTime((time) => (isKnown[time] ? partOfHolding(sets[time], held) : null)),
      /** Whether the new operator holds stake in it. */
      isHeldThere: there ? holdsStakeSurely(there) : arePositionsRead(network) ? false : null,
      /** Whether it is dead at the new operator: then stake in it cannot be delegated there. */
      isDeadThere: there ? there.isDead : isRead(network.source, "operator_strategy_state") ? false : null,
    };
  });
}

/** Returns the part of a holding, 0..1, that sets can take together; `null` if what one can take is not known. */
export function partOfHolding(
  sets: readonly ExposedSet[],
  held: Holding,
): { ratio: number | null; isUpTo: boolean } {
  let [ratio, isUpTo]: [number | null, boolean] = [0, false];
  for (const set of sets)
    for (const [holding, part, isPartUpTo] of set.parts) {
      if (holding !== held) continue;
      ratio = ratio === null || part === null ? null : Math.min(1, ratio + part);
      isUpTo ||= isPartUpTo;
    }
  return { ratio, isUpTo };
}
