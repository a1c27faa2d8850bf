import type { Slashability } from "../allocations";
import { timeOfBlock } from "../clocks/clock";
import { isMember } from "../membership";
import type { Allocation, Network } from "../network";
import { mostPartOf } from "../parts";
import { arePositionsRead, hasAllAllocationsOf } from "../source";
import { LEAVING_BLOCKS } from "../units";
import { compareKnown, scaled, sumUsd, type Tri, type UsdSum } from "../unknown";

/** A stake in one strategy, delegated or queued, with its value after slashes. */
export interface Holding {
  address: string;
  symbol: string | null;
  tvsUsd: number | null;
  isUpperBound: boolean;
  isUnpriced: boolean;
  /** The highest amount that an unknown value can be. */
  mostUsd?: number | null;
}

const usdOf = ({ tvsUsd, isUpperBound, isUnpriced, mostUsd = null }: Holding) => ({
  usd: tvsUsd,
  isUpperBound,
  isUnpriced,
  ...(mostUsd !== null && { mostUsd }),
});

/** Returns the value of several holdings. */
export const stakeOf = (holdings: readonly Holding[]): UsdSum => sumUsd(holdings.map(usdOf));

/**
 * The time for which exposure is asked: now; once every announced change is in effect; until the block after which a
 * withdrawal is out of reach; at the block at which it arrives at another operator; or there, once every announced change
 * is in effect. `null`: the block is not known.
 */
export type When =
  | "now"
  | "announced"
  | "settled"
  | { untilBlock: number | null }
  | { arrivalBlock: number | null };

/** An operator set that can slash a stake, with the part of each holding that it can take. */
export interface ExposedSet {
  avs: string;
  setNumber: number;
  /** A part of `null` is what it can take on top of its known part, if that is not known. */
  parts: [holding: Holding, part: number | null, isUpTo: boolean][];
  isUpTo: boolean;
  /** Set where the operator has left the set: the last block in which it can slash, `null` if that is not known. */
  left: { untilBlock: number | null } | null;
  isMember: Tri;
}

/**
 * Returns the most that each operator set, and each AVS through all of its sets, can take of a stake, the largest
 * first. `worst` is the most that all take together, `null` if shares or allocations are not all known; `tail` is the most
 * of sets that the operator has left, `null` if there are none. `unknownCount` strategies are not included.
 */
export function stakerExposure(network: Network, operator: string, holdings: readonly Holding[], when: When) {
  const whole = stakeOf(holdings);
  const figuresOf = (sets: readonly ExposedSet[]) => exposedFigures(sets, whole);
  const rowOf = (avs: string, sets: readonly ExposedSet[]) => {
    const held = new Set(sets.flatMap(({ parts }) => parts.map(([holding]) => holding)));
    return {
      avs,
      avsName: network.avs.get(avs)?.name ?? null,
      ...figuresOf(sets),
      strategyCount: held.size,
      symbols: [...new Set(Array.from(held, ({ symbol }) => symbol))].sort((a, b) =>
        compareKnown(a, b, "ascending"),
      ),
    };
  };
  const sets = exposedSets(network, operator, holdings, when);
  const isKnown = areExposuresKnown(network, operator, holdings);
  const tail = sets.filter(({ left }) => left !== null);
  const byAvs = new Map<string, ExposedSet[]>();
  for (const set of sets) byAvs.set(set.avs, [...(byAvs.get(set.avs) ?? []), set]);
  return {
    worst: isKnown ? figuresOf(sets) : null,
    tail: isKnown && tail.length > 0 ? figuresOf(tail) : null,
    avs: Array.from(byAvs, ([avs, own]) => ({
      ...rowOf(avs, own),
      setNumbers: own.map(({ setNumber }) => setNumber).sort((a, b) => a - b),
    })).sort(byExposure),
    sets: sets
      .map((set) => ({
        ...rowOf(set.avs, [set]),
        setNumber: set.setNumber,
        /** Whether the operator has left the set; `null` if its membership is not known. */
        hasLeft: set.isMember === null ? null : !set.isMember,
        /** When a set that the operator has left can slash for the last time; `null` if not known, or of a member. */
        lastSlashAt: timeOf(network, set.left?.untilBlock ?? null),
      }))
      .sort((a, b) => byExposure(a, b) || compareKnown(a.setNumber, b.setNumber, "ascending")),
  };
}

/** Returns whether allocations and positions were read, so that it can be known what can be slashed. */
export const areExposuresRead = (network: Network): boolean =>
  network.totals.allocationCount !== null && arePositionsRead(network);

/** Returns whether it is known what can be slashed of holdings: the data lacks no allocation of the operator in them. */
export const areExposuresKnown = (
  network: Network,
  operator: string,
  holdings: readonly Pick<Holding, "address">[],
): boolean =>
  areExposuresRead(network) &&
  (hasAllAllocationsOf(network, operator) ||
    holdings.every(({ address }) =>
      network.operators
        .get(operator)
        ?.strategies.some((held) => held.strategy === address && held.areAllocationsComplete),
    ));

/** Returns the most that several sets take together, in USD and as a part of the whole stake. */
export function exposedFigures(sets: readonly ExposedSet[], whole: UsdSum) {
  const exposed = exposedBy(sets);
  return {
    exposedUsd: exposed.knownUsd,
    /** The most that can be taken, as a part of the priced stake. */
    ofStakeRatio: mostPartOf(exposed, whole),
    unknownCount: exposed.unknownCount,
    isUpperBound: exposed.isUpperBound,
    /** Whether it is uncertain that all of it can be slashed. */
    isUpTo: sets.some(({ isUpTo }) => isUpTo),
  };
}

const byExposure = (a: { avs: string; exposedUsd: number | null }, b: typeof a) =>
  compareKnown(a.exposedUsd, b.exposedUsd, "descending") || compareKnown(a.avs, b.avs, "ascending");

/** Parts of a holding, 0..1: a known one, or `null` for what is not known on top of it. */
type Risk = [parts: readonly (number | null)[], judged: Slashability];

const timeOf = ({ clocks }: Network, block: number | null): Date | null =>
  block === null ? null : timeOfBlock(block, clocks.blockTimes);

/** Returns whether the operator is in the set, and until when the set can slash if the operator has left it. */
function standingOf({ membership }: Allocation): Pick<ExposedSet, "left" | "isMember"> {
  if (membership.kind !== "left") return { left: null, isMember: isMember(membership) };
  return {
    left: { untilBlock: membership.block === null ? null : membership.block + LEAVING_BLOCKS },
    isMember: false,
  };
}

/** Returns the parts of a holding that an allocation can reach, 0..1, and whether it surely can. */
function riskOf(allocation: Allocation, when: When): Risk {
  const now: Risk = [[allocation.atRiskRatio], allocation.slashability];
  const announced: Risk = [[allocation.announcedAtRiskRatio], allocation.announcedSlashability];
  if (when === "now" || when === "announced") return when === "now" ? now : announced;
  const isElsewhere = when === "settled" || "arrivalBlock" in when;
  // A set that the operator has left by now is out of reach of stake that arrives in 14 days, then and later.
  if (isElsewhere && allocation.membership.kind === "left") return [[0], "not-slashable"];
  if (when === "settled") return announced;
  if ("arrivalBlock" in when) return onArrival(countsUntil(allocation, when.arrivalBlock), now, announced);
  return eitherOf(countsUntil(allocation, when.untilBlock), now, announced);
}

/** Returns the risk at the block at which stake arrives: a change that is in effect by then replaces what was before. */
const onArrival = (isInEffect: Tri, now: Risk, announced: Risk): Risk =>
  isInEffect === true ? announced : eitherOf(isInEffect, now, announced);

/**
 * Returns the larger risk of before and after a change, if the change is or may be in time. Where only one is known, the
 * other may be more.
 */
function eitherOf(isInTime: Tri, now: Risk, announced: Risk): Risk {
  if (isInTime === false) return now;
  const all = [...now[0], ...announced[0]];
  const known = all.filter((part) => part !== null);
  const parts: (number | null)[] = known.length === 0 ? [] : [Math.max(...known)];
  if (known.length < all.length) parts.push(null);
  const isSure = isInTime === true && now[1] !== "up-to" && announced[1] !== "up-to";
  return [parts, isSure ? "slashable" : "up-to"];
}

/** Returns whether an announced change takes effect by a block; false if none is announced. */
export function countsUntil({ force }: Pick<Allocation, "force">, untilBlock: number | null): Tri {
  if (!force.pending) return false;
  const { effectBlock } = force.pending;
  return effectBlock === null || untilBlock === null ? null : effectBlock <= untilBlock;
}

/**
 * Returns the most that several sets take together. What they take of one holding is never more than all of it, though
 * allocations before and after announced changes may add up to more.
 */
export function exposedBy(sets: readonly ExposedSet[]): UsdSum {
  const parts = new Map<Holding, { known: number | null; isAnyUnknown: boolean }>();
  for (const [holding, part] of sets.flatMap((set) => set.parts)) {
    const { known, isAnyUnknown } = parts.get(holding) ?? { known: null, isAnyUnknown: false };
    parts.set(holding, {
      known: part === null ? known : Math.min(1, (known ?? 0) + part),
      isAnyUnknown: isAnyUnknown || part === null,
    });
  }
  return sumUsd(
    Array.from(parts).flatMap(([holding, { known, isAnyUnknown }]) => [
      ...(known === null ? [] : [scaled(usdOf(holding), known)]),
      // The unknown part is at most the rest of the holding.
      ...(isAnyUnknown && known !== 1 ? [scaled(scaled(usdOf(holding), 1 - (known ?? 0)), null)] : []),
    ]),
  );
}

/** Returns the operator sets that can slash these holdings, with the part of each holding that they can slash. */
export function exposedSets(
  network: Network,
  operator: string,
  holdings: readonly Holding[],
  when: When,
): ExposedSet[] {
  const held = new Map(holdings.map((one) => [one.address, one]));
  const sets = new Map<string, ExposedSet>();
  for (const allocation of network.allocations) {
    const holding = held.get(allocation.strategy);
    if (allocation.operator !== operator || !holding) continue;
    const [all, judged] = riskOf(allocation, when);
    const parts = all.filter((part) => part !== 0);
    if (parts.length === 0) continue;
    const { avs, setNumber, operatorSet } = allocation;
    const set = sets.get(operatorSet) ?? {
      avs,
      setNumber,
      parts: [],
      isUpTo: false,
      ...standingOf(allocation),
    };
    sets.set(operatorSet, set);
    const isUpTo = judged === "up-to";
    for (const part of parts) set.parts.push([holding, part, isUpTo]);
    set.isUpTo ||= isUpTo;
  }
  return [...sets.values()];
}
