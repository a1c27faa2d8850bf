import { type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { operatorDelegatorHistory } from "@/drizzle/analytics/schema";

const forced = alias(operatorDelegatorHistory, "forced");
type DelegationColumns = Record<"delegationType" | "operatorId" | "stakerId" | "eventBlock", SQLWrapper>;

/**
 * Selects one row for each departure: a forced one is stored as two events in one block, of which the plain one is
 * left out.
 */
export const isOneDeparture = (row: DelegationColumns) =>
  sql`not (upper(${row.delegationType}) = 'UNDELEGATED' and exists (
    select 1 from ${operatorDelegatorHistory} ${forced} where ${forced.operatorId} = ${row.operatorId}
      and ${forced.stakerId} = ${row.stakerId} and ${forced.eventBlock} = ${row.eventBlock}
      and upper(${forced.delegationType}) = 'FORCE_UNDELEGATED'))`;
