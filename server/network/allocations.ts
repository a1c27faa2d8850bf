import { canStillSlash, type Membership } from "./membership";
import { magnitudeRatio } from "./slashing/magnitude";
import { scaled, type Tri, type UsdValue } from "./unknown";

/** An allocation as the pipeline stores it: the announced target, and the magnitude before the announcement. */
export interface Allocation {
  magnitude: bigint | null;
  effectBlock: number | null;
  magnitudeBefore: bigint | null;
}

/** The newest change of an allocation that did not take effect at once; blocks as in `AnnouncedSpan`. */
export interface Announcement {
  operator: string;
  operatorSet: string;
  strategy: string;
  /** The block of the announcement. */
  fromBlock: number;
  /** The block at which the target takes effect; until then `before` applies. */
  untilBlock: number;
  before: bigint | null;
}

/** The newest change of an allocation. */
export interface AllocationChange {
  operator: string;
  operatorSet: string;
  strategy: string;
  effectBlock: number | null;
  /** `null` if the time is not known, or if a slash wrote the row, since nobody announced that. */
  effectAt: Date | null;
  /** Whether the change makes more slashable; `null` if the magnitude before it is not known. */
  isRise: Tri;
}

/** A change that takes effect at `effectBlock`. */
interface PendingChange {
  from: bigint | null;
  to: bigint | null;
  effectBlock: number | null;
  direction: "rise" | "fall" | "none" | "unknown";
}

/**
 * The magnitude in effect now. If the current block is not known, `current` is `null` and both values are in
 * `pending`.
 */
export interface InForce {
  state: "in-effect" | "pending" | "unknown";
  current: bigint | null;
  pending: PendingChange | null;
  /** The largest magnitude that may be in effect now; `null` if not known. */
  most: bigint | null;
}

/**
 * Returns the last magnitude before an announcement. If there is none: 0 if the operator's daily rows reach back
 * before it, else `null`.
 */
export function magnitudeBefore(
  snapshots: readonly { blockNumber: number; magnitude: bigint | null }[],
  allocatedAtBlock: number | null,
  firstKeptBlock: number | null,
): bigint | null {
  if (allocatedAtBlock === null) return null;
  let last: { blockNumber: number; magnitude: bigint | null } | undefined;
  for (const snapshot of snapshots)
    if (snapshot.blockNumber < allocatedAtBlock && (!last || snapshot.blockNumber > last.blockNumber))
      last = snapshot;
  if (last) return last.magnitude;
  return firstKeptBlock !== null && firstKeptBlock < allocatedAtBlock ? 0n : null;
}

/** Returns the magnitude in effect at `blockNow`: the old value before the effect block, the target from it on. */
export function inForce(allocation: Allocation, blockNow: number | null): InForce {
  const { magnitude, effectBlock, magnitudeBefore: before } = allocation;
  if (effectBlock !== null && blockNow !== null && blockNow >= effectBlock)
    return { state: "in-effect", current: magnitude, pending: null, most: magnitude };
  const direction = directionOf(before, magnitude);
  if (direction === "none") return { state: "in-effect", current: magnitude, pending: null, most: magnitude };
  const pending: PendingChange = { from: before, to: magnitude, effectBlock, direction };
  if (effectBlock !== null && blockNow !== null)
    return { state: "pending", current: before, pending, most: before };
  const most = before === null || magnitude === null ? null : direction === "rise" ? magnitude : before;
  return { state: "unknown", current: null, pending, most };
}

function directionOf(before: bigint | null, after: bigint | null): PendingChange["direction"] {
  if (before === null || after === null) return "unknown";
  return after > before ? "rise" : after < before ? "fall" : "none";
}

export type SlashableReason =
  | "member"
  | "left-recently"
  | "membership-unknown"
  | "left-at-unknown-time"
  | "clock-unknown"
  | "left-long-ago"
  | "strategy-removed"
  | "nothing-in-effect";

export type Slashability = "slashable" | "up-to" | "not-slashable";

/**
 * Whether a set can slash an allocation now. "up-to" means possibly: it counts in a worst case, and is never shown as
 * 0 or as "non-member".
 */
export interface Slashable {
  slashability: Slashability;
  reason: SlashableReason;
  /** The largest magnitude that can be slashed; `null` if not known. */
  magnitude: bigint | null;
}

/**
 * Returns whether an allocation can be slashed now: its strategy is in the set (assumed if the set's strategies are
 * not known), the operator is a member or left at most 14 days ago, and its magnitude is above 0.
 */
export function slashable(
  force: InForce,
  membership: Membership,
  isStrategyInSet: Tri,
  blockNow: number | null,
): Slashable {
  const no = (reason: SlashableReason): Slashable => ({
    slashability: "not-slashable",
    reason,
    magnitude: 0n,
  });
  if (isStrategyInSet === false) return no("strategy-removed");
  const stillSlashes = canStillSlash(membership, blockNow);
  if (stillSlashes === false) return no("left-long-ago");
  if (force.most === 0n) return no("nothing-in-effect");
  const reason = reasonOf(membership, blockNow);
  if (stillSlashes === null) return { slashability: "up-to", reason, magnitude: force.most };
  if (force.state === "unknown")
    return { slashability: "up-to", reason: "clock-unknown", magnitude: force.most };
  return { slashability: "slashable", reason, magnitude: force.current };
}

function reasonOf(membership: Membership, blockNow: number | null): SlashableReason {
  if (membership.kind === "member") return "member";
  if (membership.kind === "unknown") return "membership-unknown";
  if (membership.block === null) return "left-at-unknown-time";
  return blockNow === null ? "clock-unknown" : "left-recently";
}

/** Returns whether a set still has a strategy; `null` if the set's strategies are not known. */
export const isInSet = (strategy: string, supportedStrategies: readonly string[] | null | undefined): Tri =>
  supportedStrategies
    ? supportedStrategies.some((listed) => listed.toLowerCase() === strategy.toLowerCase())
    : null;

/**
 * Returns the USD value of a magnitude: magnitude / max x the operator's value in that strategy. A magnitude or value
 * of 0 gives 0.
 */
export function allocatedUsd(
  magnitude: bigint | null,
  maxMagnitude: bigint | null,
  value: UsdValue,
): UsdValue {
  if (magnitude === 0n) return { usd: 0, isUpperBound: false };
  return scaled(value, magnitudeRatio(magnitude, maxMagnitude));
}
