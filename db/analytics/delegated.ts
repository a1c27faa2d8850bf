import { sql } from "drizzle-orm";
import { operatorDelegators } from "@/drizzle/analytics/schema";

const isDelegationOf = (shares: string, delegation: string) => {
  const [held, row] = [sql.raw(shares), sql.raw(delegation)];
  return sql`${row}.is_delegated and ${row}.operator_id = ${held}.operator_id and ${row}.staker_id = ${held}.staker_id`;
};
const isSomething = (shares: string) => sql`${sql.raw(shares)}.shares > 0`;

/**
 * What makes a delegator of who holds shares: that it delegates to their operator now, and that they are more than
 * nothing. `shares` is the name of operator_delegator_shares in the question.
 * Source: operator_delegators.is_delegated.
 */
export const isDelegated = (shares: string) => sql`${isSomething(shares)} and exists (select 1
  from ${operatorDelegators} g where ${isDelegationOf(shares, "g")})`;

/** The same to join by, for who reads from operator_delegators too: `delegation` is its name in the question. */
export const joinsDelegation = (shares: string, delegation: string) =>
  sql`${isSomething(shares)} and ${isDelegationOf(shares, delegation)}`;
