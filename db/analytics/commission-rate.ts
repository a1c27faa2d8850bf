import { type SQL, sql } from "drizzle-orm";
import { operatorCommissionRates } from "@/drizzle/analytics/schema";
import { asOf } from "./expressions";

/** The commission of an operator who never set one. Source: the EigenLayer protocol's default split. */
const DEFAULT_COMMISSION_BPS = 1000;

/**
 * The basis points that count now of a rate `r`: a change counts once its activation time has passed, else the one
 * before; NULL when none has come into force. Source: operator_commission_rates; formula on /methodology, "Commission".
 */
export const effectiveBps = sql`case
      when r.effective_bips is not null then r.effective_bips
      when r.upcoming_activated_at <= ${asOf} then r.upcoming_bips
      when r.current_activated_at <= ${asOf} then r.current_bips
      else r.previous_bips end`;

const rate = (id: SQL) => sql`(select ${effectiveBps} from ${operatorCommissionRates} r where r.id = ${id})`;

/** What an operator set for itself on one level, NULL when nothing: programmatic incentives, an AVS, an operator set. */
const ownBps = {
  pi: (operator: SQL) => rate(sql`${operator} || '-PI'`),
  avs: (operator: SQL, avs: SQL) => rate(sql`${operator} || '-AVS-' || ${avs}`),
  operatorSet: (operator: SQL, operatorSet: SQL) =>
    rate(sql`${operator} || '-OPERATOR_SET-' || ${operatorSet}`),
};

const fallback = sql.raw(String(DEFAULT_COMMISSION_BPS));

/** The commission on programmatic incentives, or the protocol's default. */
export const piBps = (operator: SQL) => sql`coalesce(${ownBps.pi(operator)}, ${fallback})`;

/** The commission on the rewards of an AVS: the AVS split, else the PI split, else the protocol's default. */
export const avsBps = (operator: SQL, avs: SQL) =>
  sql`coalesce(${ownBps.avs(operator, avs)}, ${ownBps.pi(operator)}, ${fallback})`;

/** The commission on one allocation: the operator set's split, else as for its AVS. */
export const allocationBps = (operator: SQL, avs: SQL, operatorSet: SQL) =>
  sql`coalesce(${ownBps.operatorSet(operator, operatorSet)}, ${avsBps(operator, avs)})`;

/** Where the commission of an AVS comes from. */
export const avsBpsSource = (operator: SQL, avs: SQL) => sql<"AVS" | "PI" | "DEFAULT">`case
  when ${ownBps.avs(operator, avs)} is not null then 'AVS'
  when ${ownBps.pi(operator)} is not null then 'PI' else 'DEFAULT' end`;

/**
 * What tells one change `h` of a commission from another: the pipeline may store the same one many times, and may have
 * no event id for it. Source: operator_commission_history.
 */
export const commissionEventKey =
  sql.raw(`coalesce(h.event_id, concat_ws('-', h.operator_id, upper(h.commission_type),
    h.avs_id, h.operator_set_id, h.old_bips, h.new_bips, h.block_number, h.changed_at))`);
