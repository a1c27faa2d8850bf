import { type SQL, sql } from "drizzle-orm";
import { operatorCommissionRates } from "@/drizzle/analytics/schema";
import { asOf } from "./expressions";

/** The share of rewards that an operator keeps who never set one. Source: the EigenLayer protocol's default split. */
export const DEFAULT_COMMISSION_BPS = 1000;

/** What a stored rate says now: a change counts once its activation time has passed, else the one before. */
const inForce = sql.raw(`case
  when c.effective_bips is not null then c.effective_bips
  when c.upcoming_activated_at <= clock.as_of then c.upcoming_bips
  when c.current_activated_at <= clock.as_of then c.current_bips
  else c.previous_bips end`);

const rate = (id: SQL) => sql`(select ${inForce} from ${operatorCommissionRates} c,
  (select ${asOf} as as_of) clock where c.id = ${id})`;

/** The commission of an operator for an AVS: its AVS split, else its PI split, else the protocol's default. */
export const avsCommissionBps = (operator: SQL, avs: SQL): SQL =>
  sql`coalesce(${rate(sql`${operator} || '-AVS-' || ${avs}`)}, ${rate(sql`${operator} || '-PI'`)},
    ${sql.raw(String(DEFAULT_COMMISSION_BPS))})`;
