import { and, eq, sql } from "drizzle-orm";
import { operatorDelegatorShares } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";
import { isDelegated } from "./delegated";

/** The strategies that a staker has or had shares of with an operator, and whether it has them now. Source: operator_delegator_shares. */
export const listStakerAssets = (
  db: AnalyticsDb,
  { staker, operator }: { staker: string; operator: string },
) =>
  db
    .select({
      address: operatorDelegatorShares.strategyId,
      isHeld: sql<boolean>`(${isDelegated("operator_delegator_shares")})`,
    })
    .from(operatorDelegatorShares)
    .where(
      and(eq(operatorDelegatorShares.stakerId, staker), eq(operatorDelegatorShares.operatorId, operator)),
    );
