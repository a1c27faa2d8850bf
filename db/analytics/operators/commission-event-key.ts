import { sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { operatorCommissionHistory } from "@/drizzle/analytics/schema";

/** The table of commission changes. */
export const commissions = alias(operatorCommissionHistory, "c");

/**
 * Returns the key of a commission event. The pipeline may store one event many times, with its event id or
 * without. Source: operator_commission_history.
 */
export const commissionEventKey = sql`concat_ws('-', ${commissions.operatorId},
  upper(${commissions.commissionType}), ${commissions.avsId}, ${commissions.operatorSetId}, ${commissions.oldBips},
  ${commissions.newBips}, ${commissions.blockNumber}, ${commissions.changedAt})`;
