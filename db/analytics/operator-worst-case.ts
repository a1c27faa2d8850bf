import type { AnalyticsDb } from "./client";
import { exposureByAvs } from "./exposure";
import { findLoss, listLargestLosers, listStrategyLosses } from "./exposure-losses";

const LARGEST_LOSERS = 10;

/**
 * What an operator loses when every AVS slashes a part `fraction`, 0..1, of what is allocated to it, in one line.
 * Units: USD, counts. Sources: those of `findLoss`.
 */
export const findWorstCase = (db: AnalyticsDb, operator: string, fraction: number) =>
  findLoss(db, { operator }, fraction);

/**
 * The same by AVS, by strategy, and the delegators who lose most, each largest first.
 * Units: USD, ratios 0..1, counts. Sources: those of `exposureByAvs` and `findLoss`.
 */
export async function findWorstCaseDetail(db: AnalyticsDb, operator: string, fraction: number) {
  const scope = { operator };
  const [exposures, byStrategy, losers] = await Promise.all([
    exposureByAvs(db, scope),
    listStrategyLosses(db, scope, fraction),
    listLargestLosers(db, scope, fraction, LARGEST_LOSERS),
  ]);
  const byAvs = exposures.map(({ operatorCount: _, ...exposure }) => ({
    ...exposure,
    lostUsd: exposure.allocatedUsd === null ? null : exposure.allocatedUsd * fraction,
  }));
  return { byAvs, byStrategy, losers };
}
