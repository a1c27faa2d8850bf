import { eq } from "drizzle-orm";
import { operators } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";

/** The id of an operator, or `undefined` for an address that is none. Source: operators. */
export async function findOperatorId(db: AnalyticsDb, address: string) {
  const [row] = await db
    .select({ id: operators.id })
    .from(operators)
    .where(eq(operators.id, address))
    .limit(1);
  return row?.id;
}
