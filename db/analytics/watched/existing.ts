import { avs, operators, strategies } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";

/** Returns the ids of every operator, AVS and strategy. Sources: operators, avs, strategies. */
export async function readExisting(db: AnalyticsDb) {
  const [operatorRows, avsRows, strategyRows] = [
    await db.select({ id: operators.id }).from(operators),
    await db.select({ id: avs.id }).from(avs),
    await db.select({ id: strategies.id }).from(strategies),
  ];
  const idsOf = (rows: { id: string }[]) => new Set(rows.map(({ id }) => id));
  return { operator: idsOf(operatorRows), avs: idsOf(avsRows), strategy: idsOf(strategyRows) };
}
