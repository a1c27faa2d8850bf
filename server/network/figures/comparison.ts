import { SECURES } from "../clocks/activity";
import { quantile } from "../commission";
import { shownScore } from "../lists/operators";
import { perNetwork } from "../lists/per-network";
import type { Network } from "../network";
import type { Operator } from "../operator";
import { mostPartOf } from "../parts";
import { slashableFigures } from "../slashing/slashable-figures";
import { scoreParts } from "./operator";
import { isMeasuredBeforeSlashes, sizePercentileOf, spreadOf } from "./risk";

/**
 * Returns the figures behind an operator's headline: the parts of its score, how steady and how spread its stake is,
 * and the most that can be slashed. `null` if not known; with nothing allocated, 0 can be slashed.
 */
export function standingOf(operator: Operator) {
  const { scores, strategies } = operator;
  const worst = slashableFigures(operator);
  const spread = spreadOf(operator, "delegator");
  return {
    address: operator.address,
    ...scoreParts(operator),
    volatility30dRatio: scores?.volatility30d ?? null,
    sizePercentile: sizePercentileOf(operator),
    delegatorSpread: spread?.label ?? null,
    largestDelegatorRatio: spread?.top1Ratio ?? null,
    /** Whether its spread and volatility, which the pipeline measures, are of its stake before slashes. */
    isMeasuredBeforeSlashes: isMeasuredBeforeSlashes(operator),
    strategyCount: strategies.length,
    /** The most that can be slashed, and how certain that is. `unpricedWorstCaseCount` parts are not included. */
    worstCaseUsd: worst.slashableUpToUsd,
    unpricedWorstCaseCount: worst.unpricedSlashableCount,
    isWorstCaseUpperBound: worst.isSlashableUpperBound,
    isWorstCaseUpTo: worst.isSlashableUpTo,
    /** The worst case as a part of the operator's priced stake, 0..1. */
    worstCaseRatio: mostPartOf(operator.slashableUpTo, operator.value),
  };
}

/** Returns the AVSs that at least two of these operators secure now, the ones with the most of them first. */
export function sharedAvs({ avs }: Network, operators: readonly Operator[]) {
  const shared = new Map<string, string[]>();
  for (const operator of operators)
    for (const one of operator.avs)
      if (SECURES.has(one.securing))
        shared.set(one.avs, [...(shared.get(one.avs) ?? []), operator.address].sort());
  return [...shared]
    .filter(([, members]) => members.length > 1)
    .sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .map(([address, members]) => ({
      address,
      name: avs.get(address)?.name ?? null,
      operators: members,
    }));
}

/**
 * Returns the median of each figure, over the operators with stake for which it is known; `null` if there are none.
 */
export const operatorMedians = perNetwork(({ operators, totals }) => {
  const staked = [...operators.values()].filter(({ value }) => (value.knownUsd ?? 0) > 0);
  const median = (figure: (operator: Operator) => number | null) => {
    const known = staked.flatMap((operator) => figure(operator) ?? []).sort((a, b) => a - b);
    return known.length === 0 ? null : quantile(known, 0.5);
  };
  return {
    tvsUsd: median(({ value }) => value.knownUsd),
    delegatorCount: median(({ delegatorCount }) => delegatorCount),
    avsCount: median(({ avsCount }) => avsCount),
    commissionBps: totals.piBenchmark?.medianBps ?? null,
    score: median(shownScore),
  };
});
