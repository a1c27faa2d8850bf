import type { Allocation, Network } from "../network";
import type { Operator, OperatorStrategy } from "../operator";
import { mostPartOf, partOf } from "../parts";
import { addSums, compareKnown, product } from "../unknown";
import { groupAllocations } from "./exposure";
import { type ShareValue, shareValues } from "./share-values";

/** Whose loss is asked for; every part that is left out means all. */
export interface LossScope {
  operator?: string;
  avs?: string;
  /** A number of the AVS's own, such as 0. */
  setNumber?: number;
}

/** Returns what operator sets can slash now, or may: what is surely out of their reach is left out. */
const atRisk = ({ allocations }: Network, { operator, avs, setNumber }: LossScope): Allocation[] =>
  allocations.filter(
    (one) =>
      one.slashability !== "not-slashable" &&
      (operator === undefined || one.operator === operator) &&
      (avs === undefined || one.avs === avs) &&
      (setNumber === undefined || one.setNumber === setNumber),
  );

const isOnlyUpTo = ({ slashability }: Allocation) => slashability === "up-to";

const sumAtRisk = (allocations: readonly Allocation[]) =>
  addSums(allocations.map(({ slashableUpTo }) => slashableUpTo));

/** The lost part of an operator's priced stake, at most. */
const ofOperatorRatio = (
  allocations: readonly Allocation[],
  operator: Operator | undefined,
  fraction: number,
) => (operator ? product(mostPartOf(sumAtRisk(allocations), operator.value), fraction) : null);

/**
 * Returns the loss of some allocations when a part `fraction`, 0..1, of them is slashed. `unpricedCount` of them
 * are not in it.
 */
function lossOf(allocations: readonly Allocation[], fraction: number) {
  const sum = sumAtRisk(allocations);
  return {
    slashableUpToUsd: sum.knownUsd,
    /** A slash may have taken more of what is left: the loss may be smaller. */
    isUpperBound: sum.isUpperBound,
    /** Whether all of it can be slashed is not known, mostly for a membership. */
    isUpTo: allocations.some((one) => isOnlyUpTo(one) && one.slashableUpTo.knownUsd !== 0),
    unpricedCount: sum.unknownCount,
    lostUsd: product(sum.knownUsd, fraction),
  };
}

const distinct = (allocations: readonly Allocation[], part: "operator" | "operatorSet" | "strategy") =>
  new Set(allocations.map((one) => one[part])).size;

/**
 * Returns what is lost when a part `fraction` of everything within a scope is slashed. `allocationCount` and the amounts
 * are `null` where allocations were not read.
 */
export function supposedLoss(network: Network, scope: LossScope, fraction: number) {
  const allocations = atRisk(network, scope);
  const isKnown = network.totals.allocationCount !== null;
  return {
    ...lossOf(allocations, fraction),
    ...(isKnown ? {} : { slashableUpToUsd: null, lostUsd: null }),
    allocationCount: isKnown ? allocations.length : null,
    /** Of the priced stake of the operator that is asked for; `null` where none is. */
    ofOperatorRatio: isKnown
      ? ofOperatorRatio(allocations, network.operators.get(scope.operator ?? ""), fraction)
      : null,
    operatorCount: isKnown ? distinct(allocations, "operator") : null,
    strategyCount: isKnown ? distinct(allocations, "strategy") : null,
    /** Strategies in it whose value may still hold what a slash took. */
    unsettledStrategyCount: new Set(
      allocations
        .filter((one) => {
          const held = heldBy(network, one);
          return held !== undefined && held.correction !== "exact" && held.value.knownUsd !== 0;
        })
        .map(({ strategy }) => strategy),
    ).size,
  };
}

const heldBy = ({ operators }: Network, { operator, strategy }: Pick<Allocation, "operator" | "strategy">) =>
  operators.get(operator)?.strategies.find((one) => one.strategy === strategy);

/** Returns the loss of each operator within a scope, the largest first; `ofOperatorRatio` is of its priced stake. */
export const lossByOperator = (network: Network, scope: LossScope, fraction: number) =>
  grouped(network, scope, fraction, "operator", (address, own) => {
    const operator = network.operators.get(address);
    return {
      name: operator?.name ?? null,
      strategyCount: distinct(own, "strategy"),
      ofOperatorRatio: ofOperatorRatio(own, operator, fraction),
    };
  });

/** Returns the loss in each strategy within a scope, the largest first. */
export const lossByStrategy = (network: Network, scope: LossScope, fraction: number) =>
  grouped(network, scope, fraction, "strategy", (address, own) => ({
    symbol: network.strategies.get(address)?.symbol ?? null,
    operatorCount: distinct(own, "operator"),
  }));

/** Returns the loss to each AVS within a scope, the largest first. */
export const lossByAvs = (network: Network, scope: LossScope, fraction: number) =>
  grouped(network, scope, fraction, "avs", (address, own) => ({
    name: network.avs.get(address)?.name ?? null,
    operatorSetCount: distinct(own, "operatorSet"),
    strategyCount: distinct(own, "strategy"),
  }));

const grouped = <More>(
  network: Network,
  scope: LossScope,
  fraction: number,
  key: "operator" | "strategy" | "avs",
  more: (address: string, own: Allocation[]) => More,
) => {
  const all = atRisk(network, scope);
  const whole = sumAtRisk(all);
  return Array.from(
    groupAllocations(all, (one) => one[key]),
    ([address, own]) => ({
      address,
      ...lossOf(own, fraction),
      ofAllRatio: partOf(sumAtRisk(own), whole),
      ...more(address, own),
    }),
  ).sort(
    (a, b) =>
      compareKnown(a.lostUsd, b.lostUsd, "descending") || compareKnown(a.address, b.address, "ascending"),
  );
};

/** Returns what a share of every strategy of the operators within a scope is worth, and what of that is lost. */
export function sharesAtRisk(network: Network, scope: LossScope, fraction: number): LossyShareValue[] {
  const positions: OperatorStrategy[] = [];
  const lossOf = new Map<string, { ratio: number | null; isUpTo: boolean }>();
  for (const [address, own] of groupAllocations(atRisk(network, scope), ({ operator }) => operator))
    for (const held of network.operators.get(address)?.strategies ?? []) {
      const parts = own.filter(({ strategy }) => strategy === held.strategy);
      positions.push(held);
      lossOf.set(keyOf(held), {
        ratio: lostRatio(parts, fraction),
        isUpTo: parts.some(isOnlyUpTo),
      });
    }
  return shareValues(network, positions).map((value) => {
    const { ratio, isUpTo } = lossOf.get(keyOf(value)) ?? { ratio: null, isUpTo: false };
    return { ...value, lostUsd: ratio === 0 ? 0 : product(value.usd, ratio), isUpTo };
  });
}
const keyOf = ({ operator, strategy }: Pick<OperatorStrategy, "operator" | "strategy">) =>
  `${operator} ${strategy}`;
type LossyShareValue = ShareValue & { lostUsd: number | null; isUpTo: boolean };

/** The part of the value that is lost: sets add up, since no magnitude is allocated twice. */
function lostRatio(parts: readonly Allocation[], fraction: number): number | null {
  let sum = 0;
  for (const { atRiskRatio } of parts) {
    if (atRiskRatio === null) return null;
    sum += atRiskRatio;
  }
  return sum * fraction;
}
