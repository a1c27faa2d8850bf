import { type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { operatorDelegatorHistory } from "@/drizzle/analytics/schema";

const forced = alias(operatorDelegatorHistory, "forced");
type DelegationColumns = Record<"delegationType" | "operatorId" | "stakerId" | "eventBlock", SQLWrapper>;

/** A forced departure is stored as two events of one block: this leaves out the plain one of a row of that table. */
export const isOneDeparture = (row: DelegationColumns) =>
  sql`not (upper(${row.delegationType}) = 'UNDELEGATED' and exists (
    select 1 from ${operatorDelegatorHistory} ${forced} where ${forced.operatorId} = ${row.operatorId}
      and ${forced.stakerId} = ${row.stakerId} and ${forced.eventBlock} = ${row.eventBlock}
      and upper(${forced.delegationType}) = 'FORCE_UNDELEGATED'))`;
