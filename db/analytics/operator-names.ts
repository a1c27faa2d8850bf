import { eq, sql } from "drizzle-orm";
import { operatorMetadataHistory } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";
import { operatorName } from "./names";
import { folded, listNamesakes } from "./search";

const MOST_NAMES = 3;
const MOST_READ = 50;

/**
 * How many others declare an operator's name, at most three of their addresses, the most secured first, and what the operator called itself before, the latest
 * first and at most three: other spellings of its present name are none. Names are strangers' texts, unchecked.
 * Sources: those of `listSearchEntries`, operator_metadata, operator_metadata_history.
 */
export async function findOperatorNames(db: AnalyticsDb, address: string) {
  const name = sql<string>`left(trim(${operatorMetadataHistory.metadataJson}->>'name'), 200)`;
  const [namesakes, declared] = await Promise.all([
    listNamesakes(db, address),
    db
      .select({ name, now: operatorName(sql`${address}`) })
      .from(operatorMetadataHistory)
      .where(eq(operatorMetadataHistory.operatorId, address))
      .groupBy(name)
      .orderBy(sql`max(${operatorMetadataHistory.updatedAt}) desc`, name)
      .limit(MOST_READ),
  ]);
  const seen = new Set([folded((declared[0]?.now ?? "").slice(0, 200))]);
  const earlierNames = declared.flatMap(({ name }) => {
    const form = folded(name ?? "");
    if (!form || seen.has(form)) return [];
    seen.add(form);
    return [name];
  });
  return {
    namesakeCount: namesakes.length,
    namesakes: namesakes.slice(0, MOST_NAMES),
    earlierNames: earlierNames.slice(0, MOST_NAMES),
  };
}
