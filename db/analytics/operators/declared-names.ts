import { eq, sql } from "drizzle-orm";
import { operatorMetadataHistory } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";

const MOST_READ = 50;

/**
 * Returns the names that an operator declared, unchecked and unchanged, the latest first, at most 50. Source:
 * operator_metadata_history.
 */
export const listDeclaredNames = cachedPerRun(
  "listDeclaredNames",
  async (db: AnalyticsDb, address: string) => {
    const name = sql<string | null>`left(trim(${operatorMetadataHistory.metadataJson}->>'name'), 200)`;
    const rows = await db
      .select({ name })
      .from(operatorMetadataHistory)
      .where(eq(operatorMetadataHistory.operatorId, address))
      .groupBy(name)
      .orderBy(sql`max(${operatorMetadataHistory.updatedAt}) desc`, name)
      .limit(MOST_READ);
    return rows.flatMap((row) => row.name ?? []);
  },
);
