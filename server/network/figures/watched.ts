import { avsRow } from "../lists/avs";
import { operatorRow } from "../lists/operators";
import { strategyRow } from "../lists/strategies";
import type { Network } from "../network";

/** What a watched entity was before, as the pipeline kept it; `null` is not known. */
export interface WatchedPast {
  tvsUsdAtVisit: number | null;
  tvsUsd30dAgo: number | null;
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
 * Returns the figures of a watched entity now and before: one of `operator`, `avs` and `strategy` is filled; none for
 * one that is gone. The kept value of an operator that was slashed is left out, for slashes are not taken off it.
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
      tvsUsdAtVisit: operator.slashings.length === 0 ? (past?.tvsUsdAtVisit ?? null) : null,
      delegatorCountAtVisit: past?.delegatorCountAtVisit ?? null,
      avsCountAtVisit: past?.avsCountAtVisit ?? null,
      isSlashedSinceVisit: visitedAt !== null && lastSlashedAt !== null && lastSlashedAt > visitedAt,
    };
    return { ...NOTHING, operator: { ...operatorRow(operator), past: before } };
  }
  if (avs) {
    const { address, name, operatorCount, operatorCount30dAgo } = avsRow(network, avs);
    const operatorCountAtVisit = past?.operatorCountAtVisit ?? null;
    return {
      ...NOTHING,
      avs: { address, name, operatorCount, operatorCount30dAgo, operatorCountAtVisit },
    };
  }
  if (!strategy) return NOTHING;
  const { address, symbol, name, tvsUsd, operatorCount } = strategyRow(network, strategy);
  const before = {
    tvsUsd30dAgo: past?.tvsUsd30dAgo ?? null,
    tvsUsdAtVisit: past?.tvsUsdAtVisit ?? null,
  };
  return { ...NOTHING, strategy: { address, symbol, name, tvsUsd, operatorCount, ...before } };
}

/** Returns whether the network knows an entity. */
export const knowsEntity = (network: Network, { entityType, entityId }: WatchedEntity): boolean =>
  ({ operator: network.operators, avs: network.avs, strategy: network.strategies })[entityType].has(entityId);
