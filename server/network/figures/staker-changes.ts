import { pendingAllocations } from "../lists/operator-allocations";
import type { Network } from "../network";
import type { Operator } from "../operator";
import { commissionRates } from "./operator-commission";

/**
 * Returns the pending changes of a staker's operator: of allocations in the staker's strategies, the number of
 * others, and of splits.
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
