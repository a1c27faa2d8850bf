import type { AnalyticsDb } from "@/db/analytics/client";
import { isKnown } from "@/db/analytics/watched";
import { found } from "../trpc";

/** The entity asked about; NOT_FOUND when the address is none, so that nothing is never taken for "has none". */
const entityOf =
  (entityType: "avs" | "strategy", noun: string) => async (db: AnalyticsDb, asked: { address: string }) =>
    found((await isKnown(db, { entityType, entityId: asked.address })) ? asked.address : undefined, noun);

export const avsOf = entityOf("avs", "AVS");
export const strategyOf = entityOf("strategy", "strategy");
