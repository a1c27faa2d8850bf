import { eq, sql } from "drizzle-orm";
import { operatorMetadataHistory } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";
import { operatorName } from "./names";
import { countNamesakes, folded } from "./search";

const MOST_NAMES = 3;
const MOST_READ = 50;

/**
 * Who else declares an operator's name, as a count alone, and what the operator called itself before, the latest
 * first and at most three: other spellings of its present name are none. Names are strangers' texts, unchecked.
 * Sources: those of `listSearchEntries`, operator_metadata, operator_metadata_history.
 */
export async function findOperatorNames(db: AnalyticsDb, address: string) {
  const name = sql<string>`left(trim(${operatorMetadataHistory.metadataJson}->>'name'), 200)`;
  const [namesakeCount, declared] = await Promise.all([
    countNamesakes(db, address),
    db
      .select({ name, now: operatorName(sql`${address}`) })
      .from(operatorMetadataHistory)
      .where(eq(operatorMetadataHistory.operatorId, address))
      .groupBy(name)
      .orderBy(sql`max(${operatorMetadataHistory.updatedAt}) desc`, name)
      .limit(MOST_READ),
  ]);
  const seen = new Set([folded(declared[0]?.now ?? "")]);
  const earlierNames = declared.flatMap(({ name }) => {
    const form = folded(name ?? "");
    if (!form || seen.has(form)) return [];
    seen.add(form);
    return [name];
  });
  return { namesakeCount, earlierNames: earlierNames.slice(0, MOST_NAMES) };
}
