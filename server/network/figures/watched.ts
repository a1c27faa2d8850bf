import { avsRow } from "../lists/avs";
import { operatorRow } from "../lists/operators";
import { strategyRow } from "../lists/strategies";
import type { Avs, Network } from "../network";
import { isUnpriced, pricedUsd } from "../parts";
import type { SlashedHistory } from "../slashing/slashed-history";
import { ratio, sumOf, type UsdSum, valueFigures } from "../unknown";
import { slashedHistoriesOf, withoutSlashed } from "./value-days";

/** The earlier figures of a watched entity, as the pipeline stored them; `null` if not known. */
export interface WatchedPast {
  /** Slashes are not taken off. */
  tvsUsdAtVisit: number | null;
  tvsDayAtVisit: string | null;
  /** The part of an operator's value in strategies that have no price today. */
  unpricedUsdAtVisit: number | null;
  operatorCountAtVisit: number | null;
}

export interface WatchedEntity {
  entityType: "operator" | "avs" | "strategy";
  entityId: string;
}

const NOTHING = { operator: null, avs: null, strategy: null };

/**
 * Returns the present and earlier figures of a watched entity, in one of `operator`, `avs` and `strategy`; all are
 * empty if the entity no longer exists.
 */
export function watchedFigures(
  network: Network,
  { entityType, entityId }: WatchedEntity,
  past: WatchedPast | undefined,
  visitedAt: Date | null,
) {
  const [operator, avs, strategy] = [
    entityType === "operator" ? network.operators.get(entityId) : undefined,
    entityType === "avs" ? network.avs.get(entityId) : undefined,
    entityType === "strategy" ? network.strategies.get(entityId) : undefined,
  ];
  if (operator) {
    const { lastSlashedAt } = operator;
    const before = {
      delegatorCount30dAgo: operator.delegatorCountThen["30"],
      avsCount30dAgo: operator.avsCount30dAgo,
      ...valueSinceVisit(operator.value, past, slashedHistoriesOf(network, operator)),
      isSlashedSinceVisit: visitedAt !== null && lastSlashedAt !== null && lastSlashedAt > visitedAt,
    };
    return { ...NOTHING, operator: { ...operatorRow(network, operator), past: before } };
  }
  if (avs) {
    const { address, name, operatorCount, operatorCount30dAgo } = avsRow(network, avs);
    const operatorCountAtVisit = isByDirectory(network, avs) ? (past?.operatorCountAtVisit ?? null) : null;
    return {
      ...NOTHING,
      avs: { address, name, operatorCount, operatorCount30dAgo, operatorCountAtVisit },
    };
  }
  if (!strategy) return NOTHING;
  const { address, symbol, name, operatorCount } = strategyRow(network, strategy);
  const slashed = network.slashedHistories.filter((one) => one.strategy === strategy.address);
  const before = {
    tvsUsd30dAgo: strategy.change30d?.isUpperBound ? null : (strategy.change30d?.valueThenUsd ?? null),
    tvsChange30dRatio: strategy.change30d?.valueRatio ?? null,
    ...valueSinceVisit(strategy.value, past, slashed),
  };
  return {
    ...NOTHING,
    strategy: { address, symbol, name, ...valueFigures(strategy.value), operatorCount, ...before },
  };
}

/**
 * Returns whether all operators of an AVS are registered at the AVSDirectory: the earlier counts are of registrations
 * only.
 */
const isByDirectory = ({ operators }: Network, { address, operators: securing, unknownOperators }: Avs) =>
  unknownOperators.length === 0 &&
  securing.every((operator) =>
    operators.get(operator)?.avs.some((one) => one.avs === address && one.securing === "registered"),
  );

/**
 * Returns the value on the day of a visit, and the change of the priced stake since; `null` if the bounds of either
 * value do not agree. The value then may hold strategies that have no price today.
 */
function valueSinceVisit(value: UsdSum, past: WatchedPast | undefined, slashed: readonly SlashedHistory[]) {
  const tvsUsdAtVisit = valueAtVisit(past, slashed);
  const unpricedUsd = value.unknownCount === 0 ? 0 : (past?.unpricedUsdAtVisit ?? null);
  const pricedThenUsd =
    tvsUsdAtVisit === null || unpricedUsd === null
      ? null
      : pricedUsd({ ...sumOf(tvsUsdAtVisit), leastUsd: tvsUsdAtVisit - unpricedUsd });
  const growth = ratio(pricedUsd(value), pricedThenUsd);
  return { tvsUsdAtVisit, tvsChangeSinceVisitRatio: growth === null ? null : growth - 1 };
}

/** Returns the strategies of the watched operators that have no price, sorted. */
export const unpricedOfWatched = ({ operators }: Network, entities: readonly WatchedEntity[]): string[] => {
  const unpriced = entities.flatMap(({ entityType, entityId }) =>
    entityType === "operator" ? (operators.get(entityId)?.strategies ?? []) : [],
  );
  return [...new Set(unpriced.flatMap((held) => (isUnpriced(held.value) ? held.strategy : [])))].sort();
};

/** Returns the value on the day of a visit, after the slashes up to it; `null` if it is only an upper bound. */
function valueAtVisit(past: WatchedPast | undefined, slashed: readonly SlashedHistory[]): number | null {
  if (!past || past.tvsDayAtVisit === null) return null;
  const [day] = withoutSlashed([{ snapshotOn: past.tvsDayAtVisit, tvsUsd: past.tvsUsdAtVisit }], slashed);
  return day?.isUpperBound ? null : (day?.tvsUsd ?? null);
}

/** Returns the newest changes of the watched operators' allocations. */
export function watchedChanges({ allocationChanges }: Network, entities: readonly WatchedEntity[]) {
  const watched = new Set(
    entities.flatMap(({ entityType, entityId }) => (entityType === "operator" ? [entityId] : [])),
  );
  return allocationChanges.filter(({ operator }) => watched.has(operator));
}

/** Returns whether the network knows an entity. */
export const knowsEntity = (network: Network, { entityType, entityId }: WatchedEntity): boolean =>
  ({ operator: network.operators, avs: network.avs, strategy: network.strategies })[entityType].has(entityId);
