import { FALLBACK_SPLIT_BPS } from "./units";
import { knownNumber } from "./unknown";

/** A split as the pipeline stores it, in basis points of rewards. `currentBps` is announced, not yet in force before `activatedAt`. */
export interface Split {
  currentBps: number | null;
  activatedAt: Date | null;
  previousBps: number | null;
  upcomingBps: number | null;
  upcomingActivatedAt: Date | null;
  /** Used only where no change is pending. */
  effectiveBps: number | null;
}

/** A change of the same split, as the history keeps it. */
interface SplitChange {
  oldBps: number | null;
  activatedAt: Date | null;
}

/** Returns the split with the value before its newest change, from the history where its own column does not say. */
export function withPrevious(split: Split, changes: readonly SplitChange[]): Split {
  if (split.previousBps !== null || split.activatedAt === null) return split;
  const time = split.activatedAt.getTime();
  const change = changes.find(({ activatedAt }) => activatedAt?.getTime() === time);
  return { ...split, previousBps: change?.oldBps ?? null };
}

/** A split that applies to rewards. Where "now" is not known, `bps` is `null` and both values stand in `pending`. */
export interface AppliedSplit {
  bps: number | null;
  source: "AVS" | "OPERATOR_SET" | "PI" | "DEFAULT";
  state: "in-force" | "pending" | "unknown";
  pending: { fromBps: number | null; toBps: number | null; activatesAt: Date | null } | null;
}

const plausible = (bps: number | null): number | null =>
  knownNumber(bps) !== null && (bps as number) >= 0 && (bps as number) <= 10_000 ? bps : null;

/** Returns the protocol's default split: the configured one, 1000 where no row configures it, `null` for a value that cannot be. */
export const defaultSplitBps = (configured: number | null | undefined): number | null =>
  configured === undefined ? FALLBACK_SPLIT_BPS : plausible(configured);

/** Returns the split that applies: the operator's own for exactly these rewards, else straight the default. There is no chain. */
export function appliedSplit(
  source: "AVS" | "OPERATOR_SET" | "PI",
  split: Split | null | undefined,
  defaultBps: number | null,
  now: Date | null,
): AppliedSplit {
  if (!split) return { bps: defaultBps, source: "DEFAULT", state: "in-force", pending: null };
  const next = newestChange(split);
  const from = plausible(next.fromBps);
  const to = plausible(next.toBps);
  if (next.activatesAt && now && now >= next.activatesAt)
    return { bps: to ?? plausible(split.effectiveBps), source, state: "in-force", pending: null };
  if (from !== null && from === to) return { bps: to, source, state: "in-force", pending: null };
  const pending = { fromBps: from, toBps: to, activatesAt: next.activatesAt };
  if (next.activatesAt && now) return { bps: from, source, state: "pending", pending };
  return { bps: null, source, state: "unknown", pending };
}

function newestChange(split: Split) {
  const { currentBps, activatedAt, previousBps, upcomingBps, upcomingActivatedAt } = split;
  if (upcomingBps === null || upcomingActivatedAt === null)
    return { fromBps: previousBps, toBps: currentBps, activatesAt: activatedAt };
  return { fromBps: currentBps, toBps: upcomingBps, activatesAt: upcomingActivatedAt };
}

/** The three splits of an allocation's rewards, side by side: which applies depends on how the AVS pays. */
export interface AllocationSplits {
  avs: AppliedSplit;
  operatorSet: AppliedSplit;
  pi: AppliedSplit;
}

/** Returns the splits of an operator for an AVS, one of its sets, and programmatic incentives. */
export const allocationSplits = (
  splits: { avs?: Split | null; operatorSet?: Split | null; pi?: Split | null },
  defaultBps: number | null,
  now: Date | null,
): AllocationSplits => ({
  avs: appliedSplit("AVS", splits.avs, defaultBps, now),
  operatorSet: appliedSplit("OPERATOR_SET", splits.operatorSet, defaultBps, now),
  pi: appliedSplit("PI", splits.pi, defaultBps, now),
});

/** The range of the splits that an operator set for AVSs, in basis points; no ends where none is known. */
export interface SplitRange {
  /** `null` where splits were not read. */
  setCount: number | null;
  leastBps: number | null;
  mostBps: number | null;
  unknownCount: number;
}

/** Returns "n set, a to b" over the AVS splits that an operator set. */
export function splitRange(splits: readonly AppliedSplit[]): SplitRange {
  const set = splits.filter(({ source }) => source !== "DEFAULT");
  const known = set.flatMap(({ bps }) => bps ?? []);
  return {
    setCount: set.length,
    leastBps: known.length === 0 ? null : Math.min(...known),
    mostBps: known.length === 0 ? null : Math.max(...known),
    unknownCount: set.length - known.length,
  };
}

/** The fewest operators that a comparison with the network may stand on. */
const LEAST_OPERATORS = 10;

export interface SplitBenchmark {
  p25Bps: number;
  medianBps: number;
  p75Bps: number;
  operatorCount: number;
}

/** Returns quartiles of the splits of operators with stake, the default included; `null` with fewer than ten known. */
export function splitBenchmark(splitsBps: readonly (number | null)[]): SplitBenchmark | null {
  const known = splitsBps.filter((bps) => bps !== null).sort((a, b) => a - b);
  if (known.length < LEAST_OPERATORS) return null;
  return {
    p25Bps: quantile(known, 0.25),
    medianBps: quantile(known, 0.5),
    p75Bps: quantile(known, 0.75),
    operatorCount: known.length,
  };
}

/** Returns a quantile of ascending numbers, interpolated between the two nearest. */
export function quantile(ascending: readonly number[], q: number): number {
  const place = (ascending.length - 1) * q;
  const [low, high] = [ascending[Math.floor(place)] ?? 0, ascending[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

/** Returns where a split stands: below p25 "below", above p75 "above", else "around"; `null` where either is not known. */
export function splitPosition(
  bps: number | null,
  benchmark: SplitBenchmark | null,
): "below" | "around" | "above" | null {
  if (bps === null || benchmark === null) return null;
  if (bps < benchmark.p25Bps) return "below";
  return bps > benchmark.p75Bps ? "above" : "around";
}
