import { eq } from "drizzle-orm";
import { stakers } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";

/** Returns whether a staker with this lower-case address was ever seen. Source: stakers, by its key. */
export const isStaker = cachedPerRun(
  "isStaker",
  async (db: AnalyticsDb, address: string): Promise<boolean> =>
    (await db.$count(stakers, eq(stakers.id, address))) > 0,
);
