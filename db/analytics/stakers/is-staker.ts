import { eq } from "drizzle-orm";
import { stakers } from "@/drizzle/analytics/schema";
import { cachedPerRun } from "../cached-per-run";
import type { AnalyticsDb } from "../client";

/** Whether a staker with this lower-case address was ever seen. Source: stakers, by its key. */
export const isStaker = cachedPerRun(
  "isStaker",
  async (db: AnalyticsDb, address: string): Promise<boolean> =>
    (await db.$count(stakers, eq(stakers.id, address))) > 0,
);
