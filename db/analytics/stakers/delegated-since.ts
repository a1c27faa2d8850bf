import { type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { operatorDelegatorHistory } from "@/drizzle/analytics/schema";
import { beginning } from "../present";

const joined = alias(operatorDelegatorHistory, "joined");
type DelegatorColumns = Record<"operatorId" | "stakerId" | "delegatedAt", SQLWrapper>;

/**
 * Since when a delegator delegates: the newest time that it came, for the column holds the first one ever. A time that
 * cannot be is no time.
 */
export const delegatedSince = (of: DelegatorColumns) => sql`coalesce((select max(${joined.eventTimestamp})
  from ${operatorDelegatorHistory} ${joined}
  where ${joined.operatorId} = ${of.operatorId} and ${joined.stakerId} = ${of.stakerId}
    and upper(${joined.delegationType}) = 'DELEGATED'
    and ${joined.eventTimestamp} between ${beginning} and now() at time zone 'UTC'), ${of.delegatedAt})`;
