import type { Facts } from "@/db/analytics/facts/facts";
import type { OperatorStrategy } from "../operator";
import { isAllPromised, isDead, lostOverLife, maxMagnitudeInForce, utilization } from "../slashing/magnitude";
import { addSums, EMPTY_SUM, sumOf, type UsdValue } from "../unknown";
import { type Correction, type SlashedPair, withdrawableSum } from "../value";
import { type Draft, pairOf, type Steps, usdOfShares } from "./draft";
import { NO_EXPOSURE } from "./exposure";

type State = Facts["operatorStrategies"][number];
type Delegated = Facts["delegatedShares"][number];

/** Returns the stake of every operator in every strategy, after slashes, by `pairOf`. */
export function* buildPositions(draft: Draft): Steps<Map<string, OperatorStrategy>> {
  const { facts } = draft;
  const states = new Map(facts.operatorStrategies.map((row) => [pairOf(row.operator, row.strategy), row]));
  const delegated = new Map(facts.delegatedShares.map((row) => [pairOf(row.operator, row.strategy), row]));
  const positions = new Map<string, OperatorStrategy>();
  for (const [pair, { operator, strategy }] of [...states, ...delegated]) {
    yield;
    const known = { state: states.get(pair), delegated: delegated.get(pair) };
    if (!positions.has(pair)) positions.set(pair, position(draft, operator, strategy, known));
  }
  return positions;
}

function position(
  draft: Draft,
  operator: string,
  strategy: string,
  { state, delegated }: { state?: State; delegated?: Delegated },
): OperatorStrategy {
  const slashes = draft.slashesOf.get(pairOf(operator, strategy)) ?? [];
  const columns = {
    maxMagnitude: state?.maxMagnitude ?? null,
    maxMagnitudeBlock: state?.maxMagnitudeBlock ?? null,
    isMaxMagnitudeWritten: state?.isMaxMagnitudeWritten ?? false,
  };
  const maxMagnitude = maxMagnitudeInForce(columns, slashes);
  const pair: SlashedPair = { slashes, maxMagnitude, maxMagnitudeBlock: columns.maxMagnitudeBlock };
  const isKnown = draft.facts.delegatedShares.length > 0;
  const lots = draft.lotsOf.get(pairOf(operator, strategy)) ?? [
    { shares: delegated?.shares ?? 0n, writtenBlock: null, startedAt: null },
  ];
  const { shares, correction } = withdrawableSum(lots, pair);
  const mayHoldLoss = slashes.length > 0 || maxMagnitude === null;
  const worth = isKnown
    ? priced(draft, strategy, shares, delegated?.unknownCount ?? 0, correction, state, mayHoldLoss)
    : byPipeline(state, mayHoldLoss);
  return {
    operator,
    strategy,
    shares: isKnown && !isNothingKnown(shares, delegated) ? shares : null,
    delegatorCount:
      isKnown && !isNothingKnown(delegated?.delegatorCount ?? 0, delegated)
        ? (delegated?.delegatorCount ?? 0)
        : null,
    ...worth,
    maxMagnitude,
    maxMagnitudeBlock: columns.maxMagnitudeBlock,
    isDead: isDead(maxMagnitude),
    slashedRatio: lostOverLife(maxMagnitude)?.ratio ?? null,
    encumberedMagnitude: state?.encumberedMagnitude ?? null,
    utilizationRatio: utilizationIn(draft, operator, state?.encumberedMagnitude ?? null, maxMagnitude),
    ...NO_EXPOSURE,
    areAllocationsComplete: false,
    lost: EMPTY_SUM,
  };
}

/** Returns the promised part; unknown where the data may lack a promise, unless all is promised already. */
function utilizationIn(
  { complete }: Draft,
  operator: string,
  encumbered: bigint | null,
  maxMagnitude: bigint | null,
): number | null {
  const isKnown =
    complete.ofOperator(operator) || isAllPromised({ encumberedMagnitude: encumbered, maxMagnitude });
  return isKnown ? utilization(encumbered, maxMagnitude) : null;
}

/** A sum of 0 is unknown if some of its positions had implausible values. */
const isNothingKnown = (sum: bigint | number, delegated: Delegated | undefined) =>
  Number(sum) === 0 && (delegated?.unknownCount ?? 0) > 0;

type Worth = Pick<OperatorStrategy, "value" | "correction" | "valueSource" | "valueAt">;

function priced(
  draft: Draft,
  strategy: string,
  shares: bigint,
  unknownCount: number,
  correction: Correction,
  state: State | undefined,
  mayHoldLoss: boolean,
): Worth {
  const usd = shares === 0n ? 0 : usdOfShares(draft, strategy, shares);
  if (usd === null && state?.valueUsd) return byPipeline(state, mayHoldLoss || correction !== "exact");
  const isNothingKnown = usd === null || (unknownCount > 0 && shares === 0n);
  const known = isNothingKnown ? [] : [sumOf({ usd, isUpperBound: correction !== "exact" })];
  // Positions with implausible values have an upper limit only if no price applies to them.
  const unknown = { usd: null, isUpperBound: false, isUnpriced: usd === null };
  const value = addSums([...known, ...sumsOf(unknown, unknownCount + (usd === null ? 1 : 0))]);
  return { value, correction, valueSource: isNothingKnown ? null : "shares", valueAt: null };
}

const sumsOf = (value: UsdValue, count: number) => Array.from({ length: count }, () => sumOf(value));

/** Returns the value in the pipeline's own column. It is not known whether slashes were taken off it. */
function byPipeline(state: State | undefined, mayHoldLoss: boolean): Worth {
  const usd = state?.valueUsd ?? null;
  const value = sumOf({ usd, isUpperBound: mayHoldLoss });
  return {
    value,
    correction: mayHoldLoss ? "not-corrected" : "exact",
    valueSource: usd === null ? null : "pipeline",
    valueAt: usd === null ? null : (state?.valueUpdatedAt ?? null),
  };
}
