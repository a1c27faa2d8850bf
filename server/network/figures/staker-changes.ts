import type { Network } from "../network";
import type { Operator } from "../operator";
import { pendingAllocations } from "./operator-allocations";
import { commissionRates } from "./operator-commission";

/**
 * Returns what an operator has announced and is about to change for a staker: allocations of strategies that it has,
 * `otherCount` of others, and splits.
 */
export function stakerChanges(
  network: Network,
  operator: Operator | undefined,
  strategies: readonly string[],
) {
  if (!operator) return { allocations: [], otherCount: 0, commissions: [] };
  const pending = pendingAllocations(network, operator);
  const allocations = pending
    .filter(({ strategy }) => strategies.includes(strategy))
    .map(({ allocatedUsd: _, isAllocatedUpperBound: __, ...row }) => row);
  return {
    allocations,
    otherCount: pending.length - allocations.length,
    commissions: commissionRates(network, operator).flatMap(({ pendingBps, ...rate }) =>
      pendingBps === null ? [] : [{ ...rate, pendingBps }],
    ),
  };
}
