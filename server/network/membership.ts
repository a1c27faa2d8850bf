import type { ChainMembership } from "./chain-facts";
import { LEAVING_BLOCKS } from "./units";
import type { Tri } from "./unknown";

/** Whether an operator is in an operator set. The `block` at which it left is `null` if the time is not known. */
export type Membership =
  | { kind: "member" }
  | { kind: "left"; block: number | null; at: Date | null }
  | { kind: "unknown" };

/** The pipeline's rows of an operator at an AVS; `activeSetIds` is `null` on most pipelines. */
export interface Relationship {
  status: string | null;
  lastUnregisteredAt: Date | null;
  activeSetIds: readonly string[] | null;
}

/**
 * Returns an operator's membership in a set with the id `<avs>-<n>`. Only a known list of sets decides it: the status
 * at the AVS is of the AVSDirectory, which has no sets. `blockAt` converts an instant to a block.
 */
export function membershipOf(
  operatorSet: string,
  relationship: Relationship | null | undefined,
  blockAt: (at: Date) => number | null,
): Membership {
  if (!relationship?.activeSetIds) return { kind: "unknown" };
  if (isListed(operatorSet, relationship.activeSetIds)) return { kind: "member" };
  const at = relationship.status?.toUpperCase() === "UNREGISTERED" ? relationship.lastUnregisteredAt : null;
  return { kind: "left", at, block: at && blockAt(at) };
}

/**
 * Returns an operator's membership in a set as the contract tells it. One that cannot be slashed any more, and left at an
 * unknown time or never was a member, counts as one that left 14 days before `blockNow`.
 */
export function membershipOnChain(said: ChainMembership, blockNow: number | null): Membership {
  if (said.isMember) return { kind: "member" };
  const now = Math.min(said.readAtBlock, blockNow ?? said.readAtBlock);
  const latest = said.isSlashable ? null : now - LEAVING_BLOCKS - 1;
  return { kind: "left", at: null, block: said.leftBlock ?? latest };
}

/** Returns whether a list of memberships names a set, by its whole id or by its number at the AVS. */
function isListed(operatorSet: string, ids: readonly string[]): boolean {
  const [id, number] = [operatorSet.toLowerCase(), operatorSet.slice(operatorSet.lastIndexOf("-") + 1)];
  return ids.some((listed) => listed.toLowerCase() === id || listed === number);
}

/** Returns whether a set can still slash an operator: it is a member, or left at most 100,800 blocks ago. */
export function canStillSlash(membership: Membership, blockNow: number | null): Tri {
  if (membership.kind === "member") return true;
  if (membership.kind === "unknown" || membership.block === null || blockNow === null) return null;
  return blockNow - membership.block <= LEAVING_BLOCKS;
}

/** Returns whether the operator is a member now; `false` if it left, even at an unknown time. */
export const isMember = (membership: Membership): Tri =>
  membership.kind === "unknown" ? null : membership.kind === "member";
