import type { Network } from "../network";
import type { Operator } from "../operator";
import { LEAVING_BLOCKS } from "../units";
import { anyOf, type Tri } from "../unknown";
import { verdictOf } from "../verdict/judge";
import type { ExitGate } from "../verdict/verdict";

type Delay = Pick<ExitGate, "delayBlocks"> & {
  pending: Pick<NonNullable<ExitGate["pending"]>, "delayBlocks" | "effectBlock"> | null;
};

/**
 * Returns whether an allocation that is announced after a block can count within the 14 days of stake that is queued in
 * that block: by the delay in force then, or by the one that takes over in these days. `null`: not known.
 */
export function canReachQueued({ delayBlocks, pending }: Delay, queuedBlock: number | null): Tri {
  const byPresent = delayBlocks === null ? null : delayBlocks < LEAVING_BLOCKS;
  if (pending === null) return byPresent;
  const byNext = pending.delayBlocks < LEAVING_BLOCKS;
  if (queuedBlock === null) return byPresent === byNext ? byNext : null;
  if (pending.effectBlock <= queuedBlock + 1) return byNext;
  return anyOf([byPresent, pending.effectBlock + pending.delayBlocks <= queuedBlock + LEAVING_BLOCKS]);
}

/**
 * Returns whether a new allocation of an operator can count before stake that leaves in a block, by default that of the
 * data, is out; `null`: its delay is not known.
 */
export function isDelayShort(
  network: Network,
  operator: Operator | undefined,
  queuedBlock: number | null = network.clocks.blockNow,
): Tri {
  const exit = operator && verdictOf(network, operator).gates.exit;
  return !exit || exit.isDemoLimited ? null : canReachQueued(exit, queuedBlock);
}

/**
 * Returns an operator's allocation delay in blocks, where it is known from and of which time, and the delay that takes
 * over; `null` if none is known.
 */
export function knownDelay(network: Network, operator: Operator | undefined) {
  const exit = operator && verdictOf(network, operator).gates.exit;
  if (!exit || exit.isDemoLimited || exit.delayBlocks === null) return null;
  const isFromChain = exit.delaySource === "chain";
  return {
    blocks: exit.delayBlocks,
    isUnset: exit.isDelayUnset,
    isFromChain,
    /** When the contract was asked, or when the newest allocation that shows it was announced. */
    seenAt: isFromChain ? (network.chain?.readAt ?? null) : (exit.observed?.newest.allocatedAt ?? null),
    pending: exit.pending && { blocks: exit.pending.delayBlocks, effectAt: exit.pending.effectAt },
  };
}
