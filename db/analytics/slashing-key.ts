import { sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { operatorSlashingIncidents } from "@/drizzle/analytics/schema";

/** Stored slashings. */
export const slashings = alias(operatorSlashingIncidents, "i");

/** What tells one of `slashings` from another: the pipeline may store the same one many times. */
export const slashingKey = sql`coalesce(${slashings.eventId}::text, concat_ws('-', ${slashings.operatorId},
  ${slashings.operatorSetId}, ${slashings.slashedAtBlock}, ${slashings.transactionHash}))`;
