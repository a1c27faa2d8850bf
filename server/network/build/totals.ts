import { splitBenchmark } from "../commission";
import { spreadOver } from "../concentration";
import { groupsOf } from "../entities/groups";
import type { Allocation, Avs, NetworkTotals, Slashing, StakeSpread, Strategy } from "../network";
import type { Operator, OperatorStrategy } from "../operator";
import { checkScores } from "../scores";
import { addSums, sumOf } from "../unknown";
import { holdsStake } from "../value";
import { type ComparedPairs, changeOfKnown } from "./changes";
import { defaultSplit } from "./commissions";
import type { Draft } from "./draft";
import { exposureAmong } from "./exposure";
import { lostBy } from "./slashings";

export interface TotalParts {
  operators: Map<string, Operator>;
  avs: Map<string, Avs>;
  strategies: Map<string, Strategy>;
  positions: Map<string, OperatorStrategy>;
  allocations: Allocation[];
  slashings: Slashing[];
  past: ComparedPairs;
}

/** Returns the figures of the whole network, added up from its parts. */
export function totalsOf(draft: Draft, parts: TotalParts): NetworkTotals {
  const operators = [...parts.operators.values()];
  const staked = operators.filter(({ value }) => (value.knownUsd ?? 0) > 0);
  // No operators means that nothing was read yet.
  const value = operators.length === 0 ? sumOf(null) : addSums(operators.map(({ value }) => value));
  const { areSlashingsKnown } = draft;
  return {
    value,
    spreads: {
      operators: spreadOfGroups(
        draft,
        operators.map((operator) => [operator]),
      ),
      brands: spreadOfGroups(draft, groupsOf(operators, "brand").values()),
      nodeOperators: spreadOfGroups(draft, groupsOf(operators, "node-operator").values()),
    },
    change30d: changeOfKnown(draft, parts.past[30], parts.positions),
    ...exposureAmong(
      draft,
      [...parts.positions.values()]
        .filter(holdsStake)
        .every(({ areAllocationsComplete }) => areAllocationsComplete),
      parts.allocations,
    ),
    operatorCount: operators.length,
    activeOperatorCount: operators.some(({ isActive }) => isActive !== null)
      ? operators.filter(({ isActive }) => isActive === true).length
      : null,
    activityUnknownCount: operators.filter(({ isActive }) => isActive === null).length,
    ...delegatorTotal(operators),
    avsCount: parts.avs.size,
    strategyCount: parts.strategies.size,
    slashingCount: areSlashingsKnown ? parts.slashings.length : null,
    slashedOperatorCount: areSlashingsKnown
      ? new Set(parts.slashings.map(({ operator }) => operator)).size
      : null,
    lost: lostBy(draft, parts.slashings),
    defaultSplitBps: defaultSplit(draft),
    piBenchmark: splitBenchmark(staked.map(({ commission }) => commission.pi.bps)),
    scoreCheck: checkScores(draft.facts.scores),
  };
}

/** Returns how the stake is spread over groups of operators. */
function spreadOfGroups(draft: Draft, groups: Iterable<Operator[]>): StakeSpread {
  const all = [...groups];
  return {
    stakedCount: stakedCount(draft, all),
    ...spreadOver(all.map((group) => addSums(group.map(({ value }) => value)))),
  };
}

/** Returns how many groups have stake; `null` if no positions were read, or the pipeline has none. */
const stakedCount = ({ facts }: Draft, groups: Operator[][]): number | null =>
  facts.delegatedShares.length === 0 && groups.every((group) => group.every(({ value }) => !value.knownUsd))
    ? null
    : groups.filter((group) => group.some(({ strategies }) => strategies.some(holdsStake))).length;

/** Returns the number of delegators. A staker delegates to one operator at a time, so counts add up. */
function delegatorTotal(operators: Operator[]) {
  const known = operators.flatMap(({ delegatorCount }) => delegatorCount ?? []);
  return {
    delegatorCount: known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0),
    delegatorUnknownCount: operators.length - known.length,
  };
}
