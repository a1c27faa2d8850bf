import { FALLBACK_SPLIT_BPS } from "./units";
import { knownNumber } from "./unknown";

/**
 * A split as the pipeline stores it, in basis points of rewards. `currentBps` is the announced value; it applies from
 * `activatedAt`.
 */
export interface Split {
  currentBps: number | null;
  activatedAt: Date | null;
  previousBps: number | null;
  upcomingBps: number | null;
  upcomingActivatedAt: Date | null;
  /** Used only if no change is pending. */
  effectiveBps: number | null;
}

/** A change of a split, as the history stores it. */
interface SplitChange {
  oldBps: number | null;
  activatedAt: Date | null;
}

/** Returns the split with the value before its newest change, taken from the history if its own column is empty. */
export function withPrevious(split: Split, changes: readonly SplitChange[]): Split {
  if (split.previousBps !== null || split.activatedAt === null) return split;
  const time = split.activatedAt.getTime();
  const change = changes.find(({ activatedAt }) => activatedAt?.getTime() === time);
  return { ...split, previousBps: change?.oldBps ?? null };
}

/**
 * The split that applies to rewards. If the current time is not known, `bps` is `null` and both values are in
 * `pending`.
 */
export interface AppliedSplit {
  bps: number | null;
  source: "AVS" | "OPERATOR_SET" | "PI" | "DEFAULT";
  state: "in-force" | "pending" | "unknown";
  pending: { fromBps: number | null; toBps: number | null; activatesAt: Date | null } | null;
}

const plausible = (bps: number | null): number | null =>
  knownNumber(bps) !== null && (bps as number) >= 0 && (bps as number) <= 10_000 ? bps : null;

/**
 * Returns the protocol's default split: the configured one, 1000 if no row configures it, `null` if the configured
 * value is impossible.
 */
export const defaultSplitBps = (configured: number | null | undefined): number | null =>
  configured === undefined ? FALLBACK_SPLIT_BPS : plausible(configured);

/** The split where no split was read: not even that the default applies is known. */
export const SPLIT_NOT_READ: AppliedSplit = { bps: null, source: "DEFAULT", state: "unknown", pending: null };

/**
 * Returns the split that applies: the operator's own for exactly these rewards, else the default. Splits of other
 * kinds are never used instead.
 */
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

/** The three splits for an allocation's rewards. Which one applies depends on how the AVS pays. */
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

/** The range of the splits that an operator set for AVSs, in basis points; the ends are `null` if none is known. */
export interface SplitRange {
  /** `null` if splits were not read. */
  setCount: number | null;
  leastBps: number | null;
  mostBps: number | null;
  unknownCount: number;
}

/** Returns how many AVS splits an operator set, and their range. */
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

/** The fewest operators for a comparison with the network. */
const LEAST_OPERATORS = 10;

export interface SplitBenchmark {
  p25Bps: number;
  medianBps: number;
  p75Bps: number;
  operatorCount: number;
}

/** Returns quartiles of the splits of operators with stake, defaults included; `null` if fewer than ten are known. */
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

/** Returns a quantile of ascending numbers, interpolated between the two nearest ones. */
export function quantile(ascending: readonly number[], q: number): number {
  const place = (ascending.length - 1) * q;
  const [low, high] = [ascending[Math.floor(place)] ?? 0, ascending[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

/**
 * Returns the position of a split: "below" p25, "above" p75, else "around"; `null` if the split or the quartiles are
 * not known.
 */
export function splitPosition(
  bps: number | null,
  benchmark: SplitBenchmark | null,
): "below" | "around" | "above" | null {
  if (bps === null || benchmark === null) return null;
  if (bps < benchmark.p25Bps) return "below";
  return bps > benchmark.p75Bps ? "above" : "around";
}
