import { and, desc, eq, sql } from "drizzle-orm";
import { operatorDelegatorShares } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";
import { isDelegated } from "./delegated";
import { slashingFigures } from "./slashing-figures";
import { isUnsettled } from "./unsettled";

/** A staker's present delegation. `since` is `null` where it is not known: then every slashing counts. */
interface Delegation {
  staker: string;
  operator: string;
  since: Date | null;
}

const MOST = 500;

/**
 * The slashings of a staker's operator since it delegates there, newest first: those that took of an asset which the
 * staker has or had there, with the parts of these assets alone, and those of which it is not known what they took
 * from. `otherCount` are the rest; `unsettledAssetCount` the staker's assets whose shares may not show a slashing yet.
 * What it cost the staker is not known: its shares of that day are not. Units: ratios 0..1 of what was allocated;
 * instants are UTC. Sources: those of `slashingFigures`, operator_delegator_shares, historical_tvs_snapshots.
 */
export async function findStakerSlashings(db: AnalyticsDb, { staker, operator, since }: Delegation) {
  const figures = slashingFigures(db);
  const [assets, all] = await Promise.all([
    db
      .select({
        address: operatorDelegatorShares.strategyId,
        isUnsettled: sql<boolean>`(${isDelegated("operator_delegator_shares")}
          and ${isUnsettled("operator_delegator_shares")})`,
      })
      .from(operatorDelegatorShares)
      .where(
        and(eq(operatorDelegatorShares.stakerId, staker), eq(operatorDelegatorShares.operatorId, operator)),
      ),
    db
      .select({
        id: figures.id,
        slashedAt: figures.slashedAt,
        blockNumber: figures.blockNumber,
        avs: figures.avs,
        avsName: figures.avsName,
        setNumber: figures.setNumber,
        parts: figures.parts,
        reason: figures.reason,
        transaction: figures.transaction,
      })
      .from(figures)
      .where(
        and(
          eq(figures.operator, operator),
          since === null
            ? undefined
            : sql`${figures.slashedAt} >= ${since.toISOString()}::timestamptz at time zone 'UTC'`,
        ),
      )
      .orderBy(desc(figures.slashedAt), desc(figures.id))
      .limit(MOST),
  ]);
  const had = new Set(assets.map(({ address }) => address));
  const slashings = all
    .map(({ parts, ...row }) => ({
      ...row,
      isKnown: parts !== null && parts.length > 0,
      parts: (parts ?? [])
        .filter(({ address }) => had.has(address))
        .map(({ address, symbol, ratio }) => ({ address, symbol, ratio })),
    }))
    .filter(({ isKnown, parts }) => !isKnown || parts.length > 0)
    .map(({ isKnown: _, ...row }) => row);
  return {
    slashings,
    otherCount: all.length - slashings.length,
    unsettledAssetCount: assets.filter((asset) => asset.isUnsettled).length,
  };
}
