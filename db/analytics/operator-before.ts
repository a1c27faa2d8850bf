import { type SQL, sql } from "drizzle-orm";
import {
  historicalTvsSnapshots,
  operatorDailySnapshots,
  operatorState,
  operatorStrategyState,
} from "@/drizzle/analytics/schema";
import { asOfDay } from "./expressions";

/** Qualified by hand: drizzle drops the table's name from columns that stand directly in a selected expression. */
export const operatorId = sql`${operatorState}.operator_id`;

/** Columns of the nearest snapshot at or before `days` days ago, at most a week older; nothing when there is none. */
const dayBefore = (columns: string, days: number) =>
  sql`(select ${sql.raw(columns)} from ${operatorDailySnapshots} s
    where s.operator_id = ${operatorId}
      and s.snapshot_date between ${asOfDay} - ${sql.raw(String(days + 7))} and ${asOfDay} - ${sql.raw(String(days))}
    order by s.snapshot_date desc limit 1)`;

/** The value of one column on that snapshot; unknown when there is none. */
export const snapshotBefore = (column: string, days: number) => dayBefore(`s.${column}`, days);

/** The last day that values by strategy are kept of, at most a week before the data's. */
const newestDay = sql`(select max(d.snapshot_date) from ${historicalTvsSnapshots} d
  where d.snapshot_date between ${asOfDay} - 7 and ${asOfDay})`;

/** `limit` keeps the planner at the primary key, where it would else read all that a day or an operator has, as `offset` below keeps it from working out twice what is read twice. */
const sharesOn = (day: SQL) =>
  sql`(select h.shares, h.tvs_usd from ${historicalTvsSnapshots} h where h.operator_id = s.operator_id
    and h.strategy_id = s.strategy_id and h.snapshot_date = ${day} limit 1)`;

const LEFT_OUT_RATIO = 0.01;

/**
 * What an operator's stake did to its value since the snapshot of `snapshotBefore`: over its strategies, the shares that
 * came or went at the value of a share now, or then where none is left. Slashed shares count as gone. What is left of
 * the change of value is what prices did. No row, which is unknown, when a strategy has a gap or a price that the answer
 * needs is missing, and when the strategies of that day do not add up to its value.
 * Columns: usd; ratio, over the value of that snapshot.
 * Sources: historical_tvs_snapshots, operator_daily_snapshots, operator_strategy_state.
 */
export const stakeMoved = (days: number) =>
  sql`(select m.usd, m.usd / nullif(b.total_tvs, 0) as ratio from ${dayBefore("s.snapshot_date, s.total_tvs", days)} b cross join lateral (
    select sum(p.moved) as usd, bool_and(p.moved is not null) as is_known, coalesce(sum(p.was_usd), 0) as was_usd
    from (select t.tvs_usd as was_usd, case
        when n.shares is null and (s.tvs_usd > 0 or (s.tvs_usd is null and t.shares > 0)) then null
        when t.shares is null and n.shares > 0 and exists (select 1 from ${historicalTvsSnapshots} h
          where h.operator_id = s.operator_id and h.strategy_id = s.strategy_id and h.snapshot_date < b.snapshot_date)
          then null
        when n.shares = t.shares then 0
        when t.shares > 0 and t.tvs_usd is null then null
        when n.shares > 0 then (n.shares - coalesce(t.shares, 0)) * n.tvs_usd / n.shares
        else -coalesce(t.tvs_usd, 0) end as moved
      from ${operatorStrategyState} s
      left join lateral ${sharesOn(newestDay)} n on true
      left join lateral ${sharesOn(sql`b.snapshot_date`)} t on true
      where s.operator_id = ${operatorId} offset 0) p) m
  where m.is_known and ${operatorState}.total_tvs is not null
    and abs(m.was_usd - b.total_tvs) <= ${sql.raw(String(LEFT_OUT_RATIO))} * b.total_tvs)`;

/** Its ratio alone. */
export const stakeMovedRatio = (days: number) => sql`(select moved.ratio from ${stakeMoved(days)} moved)`;
