import { operatorRow, shownRiskLevel, shownScore } from "../lists/operators";
import type { Network } from "../network";
import type { Operator } from "../operator";
import { partOf } from "../parts";
import { entityNames } from "./entity";
import { isMeasuredBeforeSlashes } from "./risk";

/** Returns an operator's headline figures, as in the list, its own description, and its ranks. */
export function operatorOverview(network: Network, operator: Operator) {
  const { ranks, strategies } = operator;
  return {
    ...operatorRow(network, operator),
    /** The known brand and node operator that the operator belongs to. */
    entities: entityNames(network, operator),
    website: operator.website,
    twitter: operator.twitter,
    description: operator.description,
    registeredAt: operator.registeredAt,
    delegationApprover: operator.approver,
    operatorSetCount: setCount(operator),
    /** Whether the pipeline's figures of spread and volatility are of its stake before slashes. */
    isMeasuredBeforeSlashes: isMeasuredBeforeSlashes(operator),
    lastActivityAt: operator.lastActivityAt,
    lastSlashedAt: operator.lastSlashedAt,
    /** How many strategies have a value that may still include stake that a slash took. */
    unsettledStrategyCount: strategies.filter(
      ({ correction, value }) => correction !== "exact" && value.knownUsd !== 0,
    ).length,
    delegatorCount30dAgo: operator.delegatorCountThen["30"],
    avsCount30dAgo: operator.avsCount30dAgo,
    tvsRank: ranks.value,
    delegatorRank: ranks.delegators,
    avsRank: ranks.avs,
  };
}

/** How many sets the operator is known to be a member of; `null` if the pipeline says nothing of sets. */
function setCount({ avs }: Operator): number | null {
  const sets = new Set(avs.flatMap(({ memberOfSets }) => memberOfSets ?? []));
  return avs.every(({ memberOfSets }) => memberOfSets === null) ? null : sets.size;
}

/**
 * Returns each strategy's part of an operator's value, the largest first. Strategies of unknown value are left out,
 * and then no part is known.
 */
export function strategyShares({ strategies }: Network, operator: Operator) {
  return operator.strategies
    .filter(({ value }) => (value.knownUsd ?? 0) > 0)
    .map(({ strategy, value }) => ({
      address: strategy,
      symbol: strategies.get(strategy)?.symbol ?? null,
      shareRatio: partOf(value, operator.value),
    }));
}

const whole = (points: number | null) => (points === null ? null : Math.round(points));

/**
 * Returns the parts of a score in whole points, `null` without enough data. Finer points would reveal the HHI, which
 * is a paid figure.
 */
export function scoreParts({ scores }: Operator) {
  const shown = scores?.hasSufficientData === true ? scores : null;
  return {
    performanceScore: whole(shown?.performanceScore ?? null),
    economicScore: whole(shown?.economicScore ?? null),
    networkPositionScore: whole(shown?.networkPositionScore ?? null),
    confidence: shown?.confidence ?? null,
  };
}

/**
 * Returns the newest risk score with its parts; `null` for an operator without a score. Points 0..100, higher is
 * safer.
 */
export function operatorScore(operator: Operator) {
  const { scores } = operator;
  if (!scores) return null;
  return { scoredOn: scores.day, score: shownScore(operator), ...scoreParts(operator) };
}

/** Returns the pipeline's risk level, and the facts to judge it by. */
export const operatorRisk = (operator: Operator) => ({
  scoredOn: operator.scores?.day ?? null,
  hasSufficientData: operator.scores?.hasSufficientData ?? null,
  riskLevel: shownRiskLevel(operator),
  operationalDayCount: operator.operationalDayCount,
  delegatorCount: operator.delegatorCount,
});
