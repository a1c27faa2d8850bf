import type { Allocation, Network } from "../network";
import type { Operator, OperatorStrategy } from "../operator";
import { mostPartOf, partOf } from "../parts";
import { completeAllocations } from "../source";
import { addSums, compareKnown, product, sumOf, type UsdSum } from "../unknown";
import { holdsStake } from "../value";
import { groupAllocations } from "./exposure";
import { type ShareValue, shareValues } from "./share-values";

/** The scope of a loss. Each field that is left out means all. */
export interface LossScope {
  operator?: string;
  avs?: string;
  /** The set's number at its AVS, such as 0. */
  setNumber?: number;
}

/** Returns the allocations that operator sets can slash now, or may be able to. */
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

/** Returns the largest part of an operator's priced stake that is lost. */
const ofOperatorRatio = (sum: UsdSum, operator: Operator | undefined, fraction: number) =>
  operator ? product(mostPartOf(sum, operator.value), fraction) : null;

/**
 * Returns the loss if a `fraction`, 0..1, of some allocations is slashed. `unpricedCount` of them are not included.
 */
function lossOf(allocations: readonly Allocation[], fraction: number, sum = sumAtRisk(allocations)) {
  return {
    slashableUpToUsd: sum.knownUsd,
    /** Whether the loss may be smaller, since a slash may have taken more already. */
    isUpperBound: sum.isUpperBound,
    /** Whether it is uncertain that all of it can be slashed, mostly because a membership is not known. */
    isUpTo: allocations.some((one) => isOnlyUpTo(one) && one.slashableUpTo.knownUsd !== 0),
    unpricedCount: sum.unknownCount,
    lostUsd: product(sum.knownUsd, fraction),
  };
}

const distinct = (allocations: readonly Allocation[], part: "operator" | "operatorSet" | "strategy") =>
  new Set(allocations.map((one) => one[part])).size;

/**
 * Returns the loss if a `fraction` of everything in a scope is slashed. `allocationCount` and the amounts are `null`
 * if allocations were not read, or the data may lack the only ones.
 */
export function supposedLoss(network: Network, scope: LossScope, fraction: number) {
  const allocations = atRisk(network, scope);
  const isAll = isWhole(network, scope);
  const isKnown = network.totals.allocationCount !== null && (allocations.length > 0 || isAll);
  const sum = withUnread(sumAtRisk(allocations), isAll);
  return {
    ...lossOf(allocations, fraction, sum),
    ...(isKnown ? {} : { slashableUpToUsd: null, lostUsd: null }),
    allocationCount: isKnown ? allocations.length : null,
    /** The loss as a part of the operator's priced stake; `null` if the scope names no operator. */
    ofOperatorRatio: isKnown
      ? ofOperatorRatio(sum, network.operators.get(scope.operator ?? ""), fraction)
      : null,
    operatorCount: isKnown ? distinct(allocations, "operator") : null,
    strategyCount: isKnown ? distinct(allocations, "strategy") : null,
    /** How many strategies in the scope have a value that may still include stake that a slash took. */
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

/** Returns whether the data has all allocations in a scope: if not, none of them is not nothing. */
function isWhole({ operators, source }: Network, { operator, avs }: LossScope): boolean {
  const complete = completeAllocations(source.metadata);
  if (operator !== undefined && complete.ofOperator(operator)) return true;
  if (avs !== undefined) return complete.toAvs(avs);
  return (
    operator === undefined &&
    [...operators.values()].every(
      ({ areAllocationsComplete, strategies }) => areAllocationsComplete || !strategies.some(holdsStake),
    )
  );
}

/** Returns a sum with one more part that is not known, where the data may lack allocations. */
const withUnread = (sum: UsdSum, isAll: boolean): UsdSum => (isAll ? sum : addSums([sum, sumOf(null)]));

const heldBy = ({ operators }: Network, { operator, strategy }: Pick<Allocation, "operator" | "strategy">) =>
  operators.get(operator)?.strategies.find((one) => one.strategy === strategy);

/**
 * Returns the loss of each operator in a scope, the largest first. `ofOperatorRatio` is its part of the priced stake.
 */
export const lossByOperator = (network: Network, scope: LossScope, fraction: number) =>
  grouped(network, scope, fraction, "operator", (address, own) => {
    const operator = network.operators.get(address);
    return {
      name: operator?.name ?? null,
      strategyCount: distinct(own, "strategy"),
      ofOperatorRatio: ofOperatorRatio(sumAtRisk(own), operator, fraction),
    };
  });

/** Returns the loss in each strategy in a scope, the largest first. */
export const lossByStrategy = (network: Network, scope: LossScope, fraction: number) =>
  grouped(network, scope, fraction, "strategy", (address, own) => ({
    symbol: network.strategies.get(address)?.symbol ?? null,
    operatorCount: distinct(own, "operator"),
  }));

/** Returns the loss at each AVS in a scope, the largest first. */
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
  const whole = withUnread(sumAtRisk(all), isWhole(network, scope));
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

/** Returns the value of one share of every strategy of the operators in a scope, and how much of it is lost. */
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

/** Returns the lost part of the value. Sets add up, since no magnitude is allocated twice. */
function lostRatio(parts: readonly Allocation[], fraction: number): number | null {
  let sum = 0;
  for (const { atRiskRatio } of parts) {
    if (atRiskRatio === null) return null;
    sum += atRiskRatio;
  }
  return sum * fraction;
}
