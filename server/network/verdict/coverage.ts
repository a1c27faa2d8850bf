import type { Operator, OperatorStrategy } from "../operator";
import { isUnpriced } from "../parts";
import { addSums, type Tri } from "../unknown";
import { holdsStake } from "../value";
import { isOver } from "./judged-parts";
import type { Judging } from "./judging";
import type { CoverageGate, Missing, SlashedGate, WorstAvsGate } from "./verdict";

const DAY_MILLISECONDS = 86_400_000;

/**
 * Returns the answer of gate 6: whether enough is known. Gates that a demo cannot answer for a real operator do not
 * count.
 */
export function coverageGate(
  judging: Judging,
  operator: Operator,
  { slashed, worstAvs }: { slashed: SlashedGate; worstAvs: WorstAvsGate },
): CoverageGate {
  const { network, thresholds, allocationsOf } = judging;
  const held = operator.strategies.filter(holdsStake);
  const unpriced = held.filter(({ value }) => isUnpriced(value));
  const unknownMagnitude = held.filter(({ maxMagnitude }) => maxMagnitude === null);
  const historyDayCount = historyDaysOf(operator, network.clocks.timeNow);
  const failing: Missing[] = [];
  if (slashed.passes === null) failing.push("slashings");
  if (worstAvs.passes === null && !worstAvs.isDemoLimited) failing.push("worst-avs");
  if (operator.value.knownUsd === null) failing.push("value");
  if (isMuchUnpriced(held, unpriced, thresholds.missingRatio)) failing.push("prices");
  if (isMuchOf(held, unknownMagnitude, thresholds.missingRatio) !== false) failing.push("magnitudes");
  if (historyDayCount === null || historyDayCount < thresholds.historyDayCount) failing.push("history");
  const missing = new Set(failing);
  if (unpriced.length > 0) missing.add("prices");
  if (unknownMagnitude.length > 0) missing.add("magnitudes");
  const own = allocationsOf.get(operator.address) ?? [];
  if (own.some(({ membership }) => membership.kind === "unknown")) missing.add("memberships");
  if (!operator.observedDelay && !operator.chainDelay) missing.add("allocation-delay");
  return {
    passes: failing.length === 0,
    failing,
    missing: [...missing],
    historyDayCount,
    unpricedStrategyCount: unpriced.length,
    unknownMagnitudeCount: unknownMagnitude.length,
  };
}

/**
 * Returns whether too much stake has no price. Its value is not known, so its delegators are counted: a token that one
 * of them deposited hides nothing, a token that most of them hold hides much.
 */
function isMuchUnpriced(
  held: readonly OperatorStrategy[],
  unpriced: readonly OperatorStrategy[],
  most: number,
): boolean {
  const count = (some: readonly OperatorStrategy[]) =>
    some.reduce((sum, { delegatorCount }) => sum + (delegatorCount ?? 0), 0);
  if (unpriced.length === 0) return false;
  if (unpriced.some(({ delegatorCount }) => delegatorCount === null)) return true;
  return unpriced.length === held.length || count(unpriced) > most * count(held);
}

/** Returns whether some strategies hold more than this part of the value of all. */
function isMuchOf(held: readonly OperatorStrategy[], some: readonly OperatorStrategy[], most: number): Tri {
  if (some.length === 0) return false;
  const totalOf = (of: readonly OperatorStrategy[]) => addSums(of.map(({ value }) => value));
  return isOver(totalOf(some), totalOf(held.filter((one) => !some.includes(one))), most);
}

/** Returns the days since the first activity that the pipeline saw, or else the pipeline's own count of days. */
function historyDaysOf({ firstActivityAt, registeredAt, operationalDayCount }: Operator, now: Date | null) {
  const starts = [firstActivityAt, registeredAt].flatMap((at) => (at ? [at.getTime()] : []));
  if (now === null || starts.length === 0) return operationalDayCount || null;
  return Math.max(0, Math.floor((now.getTime() - Math.min(...starts)) / DAY_MILLISECONDS));
}
