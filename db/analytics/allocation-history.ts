import { type SQL, sql } from "drizzle-orm";
import {
  operatorAllocationSnapshots,
  operatorSets,
  operatorStrategyDailySnapshots,
} from "@/drizzle/analytics/schema";
import { usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { asOfDay, quantity } from "./expressions";

const snapshots = operatorAllocationSnapshots;

/**
 * The value of the allocations that are `ours`, day by day. A day that allocations of others are kept of, and none of
 * ours, is a day without any, unless `isMissing` says that there were some; a day that none at all are kept of is a gap.
 */
const allocatedByDay = (db: AnalyticsDb, dayCount: number | undefined, ours: SQL, isMissing: SQL) => {
  const first = sql`(select min(f.snapshot_date) from ${snapshots} f)`;
  const start =
    dayCount === undefined ? first : sql`(${first} + greatest(0, ${asOfDay} - ${dayCount}::int - ${first}))`;
  return db
    .select({
      snapshotOn: sql<string>`d.day::date::text`,
      allocatedUsd: quantity(
        sql`case when a.snapshot_date is not null then a.usd
          when exists (select 1 from ${snapshots} k where k.snapshot_date = d.day::date) and not ${isMissing} then 0 end`,
        usd,
      ),
    })
    .from(
      sql`generate_series(${start}, ${asOfDay}, interval '1 day') d(day)
        left join (select s.snapshot_date,
            case when bool_and(s.magnitude_usd is not null or s.magnitude = 0) then coalesce(sum(s.magnitude_usd), 0) end as usd
          from ${snapshots} s where ${ours} and s.snapshot_date between ${start} and ${asOfDay}
          group by s.snapshot_date) a on a.snapshot_date = d.day::date`,
    )
    .orderBy(sql`d.day`);
};

/**
 * What an operator has allocated to operator sets on each day that allocations are kept of, oldest first, up to
 * `dayCount` days back; all days when that is `undefined`. `null` when the value of any of them is not known, and for
 * a day that is not kept. Units: USD.
 * Sources: operator_allocation_snapshots; operator_strategy_daily_snapshots, which says whether any was allocated.
 */
export const listOperatorAllocated = (db: AnalyticsDb, address: string, dayCount: number | undefined) =>
  allocatedByDay(
    db,
    dayCount,
    sql`s.operator_id = ${address}`,
    sql`exists (select 1 from ${operatorStrategyDailySnapshots} m
      where m.operator_id = ${address} and m.snapshot_date = d.day::date and m.encumbered_magnitude > 0)`,
  );

/** The same of what all operators have allocated to the operator sets of an AVS. Sources: also operator_sets. */
export const listAvsAllocated = (db: AnalyticsDb, avs: string, dayCount: number | undefined) =>
  allocatedByDay(
    db,
    dayCount,
    sql`s.operator_set_id in (select o.id from ${operatorSets} o where o.avs_id = ${avs})`,
    sql`false`,
  );
