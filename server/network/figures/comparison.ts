import { SECURES } from "../clocks/activity";
import { quantile } from "../commission";
import { shownScore } from "../lists/operators";
import { perNetwork } from "../lists/per-network";
import type { Network } from "../network";
import type { Operator } from "../operator";
import { mostPartOf } from "../parts";
import { slashableFigures } from "../slashing/slashable-figures";
import { scoreParts } from "./operator";
import { sizePercentileOf, spreadOf } from "./risk";

/**
 * Returns what stands behind an operator's headline figures: the parts of its score, how steady and how spread its stake
 * is, and what can be slashed at the very worst. Unknown is `null`; nothing allocated is nothing that can be slashed.
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
    strategyCount: strategies.length,
    /** The certainty of the most that can be slashed; `unpricedWorstCaseCount` parts are not in it. */
    worstCaseUsd: worst.slashableUpToUsd,
    unpricedWorstCaseCount: worst.unpricedSlashableCount,
    isWorstCaseUpperBound: worst.isSlashableUpperBound,
    isWorstCaseUpTo: worst.isSlashableUpTo,
    /** Of its priced stake. */
    worstCaseRatio: mostPartOf(operator.slashableUpTo, operator.value),
  };
}

/** Returns the AVSs that at least two of these operators secure now, the most shared first. */
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

/** Returns the middle one of operators with stake, figure by figure, over those of whom it is known; `null` for none. */
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
