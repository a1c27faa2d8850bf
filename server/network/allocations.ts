import { canStillSlash, type Membership } from "./membership";
import { magnitudeRatio } from "./slashing/magnitude";
import { scaled, type Tri, type UsdValue } from "./unknown";

/** An allocation as the pipeline stores it: the announced target, and what was there before the announcement. */
export interface Allocation {
  magnitude: bigint | null;
  effectBlock: number | null;
  magnitudeBefore: bigint | null;
}

/** The newest change of an allocation that waited before it counted; the blocks of an AnnouncedSpan. */
export interface Announcement {
  operator: string;
  operatorSet: string;
  strategy: string;
  /** The block of the announcement. */
  fromBlock: number;
  /** The block that the target counts from; until then `before` holds. */
  untilBlock: number;
  before: bigint | null;
}

/** The newest change of an allocation. */
export interface AllocationChange {
  operator: string;
  operatorSet: string;
  strategy: string;
  effectBlock: number | null;
  /** `null` for one that a slash wrote, which nobody announced, and where the time is not known. */
  effectAt: Date | null;
  /** Whether more can be slashed with it; `null`: the magnitude before is not known. */
  isRise: Tri;
}

/** A change that counts from `effectBlock` on. */
interface PendingChange {
  from: bigint | null;
  to: bigint | null;
  effectBlock: number | null;
  direction: "rise" | "fall" | "none" | "unknown";
}

/** The magnitude that counts now. Where the clock is not known, `current` is `null` and both values stand in `pending`. */
export interface InForce {
  state: "in-effect" | "pending" | "unknown";
  current: bigint | null;
  pending: PendingChange | null;
  /** The most that may count now; `null`: not known. */
  most: bigint | null;
}

/** Returns the last magnitude before an announcement. Without one: 0 if the operator's days are kept from before it, else not known. */
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

/** Returns what counts at `blockNow`: before the effect block the value before holds, from it on the target. */
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

/** Whether a set can slash an allocation now. "up-to" counts in a worst case; it is never 0 and never "non-member". */
export interface Slashable {
  slashability: Slashability;
  reason: SlashableReason;
  /** The magnitude that can be slashed, at most; `null`: not known. */
  magnitude: bigint | null;
}

/**
 * Returns whether an allocation can be slashed now: its strategy is in the set (a list that is not known counts), the
 * operator is a member or left at most 14 days ago, and something is in effect.
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

/** Returns whether a set still has a strategy; a list that is not known is not known. */
export const isInSet = (strategy: string, supportedStrategies: readonly string[] | null | undefined): Tri =>
  supportedStrategies
    ? supportedStrategies.some((listed) => listed.toLowerCase() === strategy.toLowerCase())
    : null;

/** Returns the value behind a magnitude: magnitude / max x the operator's value in that strategy. 0 of anything is 0. */
export function allocatedUsd(
  magnitude: bigint | null,
  maxMagnitude: bigint | null,
  value: UsdValue,
): UsdValue {
  if (magnitude === 0n) return { usd: 0, isUpperBound: false };
  return scaled(value, magnitudeRatio(magnitude, maxMagnitude));
}
