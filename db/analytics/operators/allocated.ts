import { type SQL, sql } from "drizzle-orm";
import {
  operatorAllocationSnapshots,
  operatorSets,
  operatorStrategyDailySnapshots,
} from "@/drizzle/analytics/schema";
import { cachedPerRun } from "../cached-per-run";
import type { AnalyticsDb } from "../client";
import * as cell from "../facts/cells";
import { believed, type DayRange } from "../read-by-key";

const s = operatorAllocationSnapshots;

/** An operator and a strategy since the day of the first slash there. */
export interface SlashedPair {
  operator: string;
  strategy: string;
  /** `null`: not known, and then every day. */
  since: string | null;
}

/** Whether a slash may have changed what an allocation of that day was worth. */
const isSlashed = (pairs: readonly SlashedPair[]): SQL =>
  pairs.length === 0
    ? sql`false`
    : sql`(${sql.join(
        pairs.map(
          ({ operator, strategy, since }) =>
            sql`(${s.operatorId} = ${operator} and ${s.strategyId} = ${strategy}
              and ${s.snapshotDate} >= ${since ?? "-infinity"})`,
        ),
        sql` or `,
      )})`;

/**
 * What `ours` is worth by day, as the pipeline keeps it, without the slashed pairs, and the magnitudes of those. A day
 * that allocations of others are kept of, and none of ours, is a day without any, unless `isMissing` says that there
 * were some; a day that none at all are kept of is a gap.
 */
async function allocatedByDay(
  db: AnalyticsDb,
  { from, until }: DayRange,
  pairs: readonly SlashedPair[],
  { ours, isMissing }: { ours: SQL; isMissing: SQL },
) {
  const first = sql`(select min(f.snapshot_date) from ${s} f)`;
  const start = from === undefined ? first : sql`(${first} + greatest(0, ${from}::date - ${first}))`;
  const isOther = sql`not ${isSlashed(pairs)}`;
  const ofDay = db
    .select({
      day: s.snapshotDate,
      usd: sql`case when bool_and(${s.magnitudeUsd} is not null or ${s.magnitude} = 0) filter (where ${isOther}) is not false
        then coalesce(sum(${s.magnitudeUsd}) filter (where ${isOther}), 0) end`.as("usd"),
    })
    .from(s)
    .where(sql`${ours} and ${s.snapshotDate} between ${start} and ${until}::date`)
    .groupBy(s.snapshotDate)
    .as("of_day");
  const [days, slashed] = await Promise.all([
    db
      .select({
        snapshotOn: sql<string>`d.day::date::text`,
        allocatedUsd: believed(
          cell.usd(operatorAllocationSnapshots.magnitudeUsd),
          sql`case when ${ofDay.day} is not null then ${ofDay.usd}
            when exists (select 1 from ${s} k where k.snapshot_date = d.day::date) and not ${isMissing} then 0 end`,
        ),
      })
      .from(sql`generate_series(${start}, ${until}::date, interval '1 day') d(day)`)
      .leftJoin(ofDay, sql`${ofDay.day} = d.day::date`)
      .orderBy(sql`d.day`),
    pairs.length === 0
      ? []
      : db
          .select({
            snapshotOn: s.snapshotDate,
            operator: s.operatorId,
            strategy: s.strategyId,
            magnitude: sql`sum(${s.magnitude})`.mapWith(Number),
          })
          .from(s)
          .where(
            sql`${ours} and ${isSlashed(pairs)} and ${s.snapshotDate} between ${start} and ${until}::date`,
          )
          .groupBy(s.snapshotDate, s.operatorId, s.strategyId),
  ]);
  return { days, slashed };
}

/**
 * Returns what an operator has allocated to operator sets on each day that allocations are kept of, oldest first, and
 * the magnitudes of its slashed pairs, which are not in it. `null` when the value of any of them is not known, and for a
 * day that is not kept. Units: USD, magnitudes of 10^18.
 * Sources: operator_allocation_snapshots; operator_strategy_daily_snapshots, which says whether any was allocated.
 */
export const listOperatorAllocated = cachedPerRun(
  "listOperatorAllocated",
  (db: AnalyticsDb, address: string, range: DayRange, pairs: readonly SlashedPair[]) =>
    allocatedByDay(db, range, pairs, {
      ours: sql`${s.operatorId} = ${address}`,
      isMissing: sql`exists (select 1 from ${operatorStrategyDailySnapshots} m
      where m.operator_id = ${address} and m.snapshot_date = d.day::date and m.encumbered_magnitude > 0)`,
    }),
);

/** The same of what all operators have allocated to the operator sets of an AVS. Sources: also operator_sets. */
export const listAvsAllocated = cachedPerRun(
  "listAvsAllocated",
  (db: AnalyticsDb, avs: string, range: DayRange, pairs: readonly SlashedPair[]) =>
    allocatedByDay(db, range, pairs, {
      ours: sql`${s.operatorSetId} in (select o.id from ${operatorSets} o where o.avs_id = ${avs})`,
      isMissing: sql`false`,
    }),
);
