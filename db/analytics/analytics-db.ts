import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type * as relations from "@/drizzle/analytics/relations";
import type * as schema from "@/drizzle/analytics/schema";

type Whole = PostgresJsDatabase<typeof schema & typeof relations>;
type Reading = "select" | "selectDistinct" | "selectDistinctOn";

/** The pipeline's database as EigenWatch may use it: all methods that read, none that write. */
export type AnalyticsDb = Pick<Whole, Reading | "$count" | "query" | "$with"> & {
  with: (...queries: Parameters<Whole["with"]>) => Pick<ReturnType<Whole["with"]>, Reading>;
};
