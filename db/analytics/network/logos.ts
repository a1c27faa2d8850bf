import { eq, sql } from "drizzle-orm";
import { avsMetadata, operatorMetadata } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";

/** Returns the URL of the logo that an operator or AVS declares, unchecked; `undefined` if it declares none. */
export async function findLogoAddress(db: AnalyticsDb, kind: "operator" | "avs", address: string) {
  const [row] =
    kind === "operator"
      ? await db
          .select({ logo: sql<string | null>`${operatorMetadata.metadataJson}->>'logo'` })
          .from(operatorMetadata)
          .where(eq(operatorMetadata.operatorId, address))
      : await db.select({ logo: avsMetadata.logo }).from(avsMetadata).where(eq(avsMetadata.avsId, address));
  return row?.logo?.trim() || undefined;
}
