import type { AnalyticsDb } from "./client";
import { listPendingAllocations } from "./operator-allocations";
import { listCommissionRates } from "./operator-commission";
import { listStakerExposure } from "./stakers";

/**
 * What is announced and about to change for a staker: the pending allocations of its operator in assets that it has,
 * `otherCount` in others, its pending commissions, and its exposure once all of them are in effect.
 * Units: ratios 0..1, basis points, USD at today's values, block numbers; instants are UTC.
 * Sources: those of `listPendingAllocations`, `listCommissionRates` and `listStakerExposure`.
 */
export async function findStakerChanges(
  db: AnalyticsDb,
  { staker, operator, assets }: { staker: string; operator: string; assets: string[] },
) {
  const [pending, rates, exposure] = await Promise.all([
    listPendingAllocations(db, operator),
    listCommissionRates(db, operator),
    listStakerExposure(db, staker, "settled"),
  ]);
  const allocations = pending
    .filter(({ strategy }) => assets.includes(strategy))
    .map(({ allocatedUsd: _, ...row }) => row);
  return {
    allocations,
    otherCount: pending.length - allocations.length,
    commissions: rates.flatMap(({ pendingBps, pendingAt, effectiveSinceAt: _, ...rate }) =>
      pendingBps === null ? [] : [{ ...rate, pendingBps, pendingAt }],
    ),
    exposure,
  };
}
