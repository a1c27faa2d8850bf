import { avsRow } from "../lists/avs";
import { operatorRow } from "../lists/operators";
import { strategyRow } from "../lists/strategies";
import type { Avs, Network } from "../network";
import { wholeUsd } from "../parts";
import type { SlashedHistory } from "../slashing/slashed-history";
import { ratio, type UsdSum, valueFigures } from "../unknown";
import { slashedHistoriesOf, withoutSlashed } from "./value-days";

/** The earlier figures of a watched entity, as the pipeline stored them; `null` if not known. */
export interface WatchedPast {
  /** Slashes are not taken off. */
  tvsUsdAtVisit: number | null;
  tvsDayAtVisit: string | null;
  delegatorCountAtVisit: number | null;
  avsCountAtVisit: number | null;
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
      delegatorCountAtVisit: past?.delegatorCountAtVisit ?? null,
      avsCountAtVisit: past?.avsCountAtVisit ?? null,
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

/** Returns the change of a value since the last visit; `null` unless the value is completely and exactly known. */
function valueSinceVisit(value: UsdSum, past: WatchedPast | undefined, slashed: readonly SlashedHistory[]) {
  const tvsUsdAtVisit = valueAtVisit(past, slashed);
  const growth = ratio(wholeUsd(value), tvsUsdAtVisit);
  return { tvsUsdAtVisit, tvsChangeSinceVisitRatio: growth === null ? null : growth - 1 };
}

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
