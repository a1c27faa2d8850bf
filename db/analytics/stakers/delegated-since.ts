import { type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { operatorDelegatorHistory } from "@/drizzle/analytics/schema";
import { beginning } from "../present";

const joined = alias(operatorDelegatorHistory, "joined");
type DelegatorColumns = Record<"operatorId" | "stakerId" | "delegatedAt", SQLWrapper>;

/**
 * Selects the time since when a delegator delegates: its newest plausible delegation, since the column stores the
 * first one ever.
 */
export const delegatedSince = (of: DelegatorColumns) => sql`coalesce((select max(${joined.eventTimestamp})
  from ${operatorDelegatorHistory} ${joined}
  where ${joined.operatorId} = ${of.operatorId} and ${joined.stakerId} = ${of.stakerId}
    and upper(${joined.delegationType}) = 'DELEGATED'
    and ${joined.eventTimestamp} between ${beginning} and now() at time zone 'UTC'), ${of.delegatedAt})`;
