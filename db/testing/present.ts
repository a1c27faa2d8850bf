import { min } from "drizzle-orm";
import { operatorSlashingIncidents } from "@/drizzle/analytics/schema";
import type { Present } from "../analytics/present";
import type { Owner } from "./databases";

const i = operatorSlashingIncidents;

/** Returns the present for rows with the builders' default times, and the first row of each slashing. */
export async function presentOfRows(owner: Owner, blockNow = 25_468_595): Promise<Present> {
  const now = new Date("2026-07-05T00:00:00Z");
  const first = await owner
    .select({ id: min(i.id) })
    .from(i)
    .groupBy(i.operatorId, i.operatorSetId, i.slashedAtBlock, i.transactionHash);
  return { until: now, now, blockNow, slashings: first.flatMap(({ id }) => id ?? []) };
}
