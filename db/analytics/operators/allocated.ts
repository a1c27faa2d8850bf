import { and, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  historicalTvsSnapshots,
  operatorAllocationSnapshots,
  operatorStrategyDailySnapshots,
} from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import * as cell from "../facts/cells";
import { believed, type DayRange } from "../read-by-key";

const s = operatorAllocationSnapshots;
const h = historicalTvsSnapshots;
const kept = alias(operatorAllocationSnapshots, "k");
const strategyDays = alias(operatorStrategyDailySnapshots, "m");

/** An operator and a strategy since the day of the first slash there. */
interface SlashedPair {
  operator: string;
  strategy: string;
  /** `null`: not known, and then every day. */
  since: string | null;
}

/** An allocation between the announcement of its newest change and the block that it counts from. */
interface AnnouncedSpan {
  operator: string;
  operatorSet: string;
  strategy: string;
  /** The first block of the announced target. */
  fromBlock: number;
  /** The first block in which it counts. */
  untilBlock: number;
}

/** The parts of a history that are valued apart: days of slashed pairs, and targets that did not count yet. */
export interface ValuedApart {
  slashed: readonly SlashedPair[];
  announced: readonly AnnouncedSpan[];
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

/** Whether the row holds a target that did not count yet. */
const isAnnounced = (
  spans: readonly AnnouncedSpan[],
) => sql`exists (select from jsonb_to_recordset(${JSON.stringify(
  spans,
)}::jsonb) p(operator text, "operatorSet" text, strategy text, "fromBlock" integer, "untilBlock" integer)
  where p.operator = ${s.operatorId} and p."operatorSet" = ${s.operatorSetId} and p.strategy = ${s.strategyId}
    and ${s.snapshotBlock} >= p."fromBlock" and ${s.snapshotBlock} < p."untilBlock")`;

/** A cell in US dollars that can be right. */
const isKnownUsd = sql`coalesce(${s.magnitudeUsd} between 0 and 1e13, false)`;

/**
 * Returns the daily value of the allocations `ours` as the pipeline keeps it, and apart from it the parts that
 * are valued separately. A day with rows of other allocations only counts as a day without any, unless
 * `isMissing` says that there were some; a day without any rows is a gap.
 */
async function allocatedByDay(
  db: AnalyticsDb,
  { from, until }: DayRange,
  { slashed, announced }: ValuedApart,
  { ours, isMissing }: { ours: SQL; isMissing: SQL },
) {
  const first = sql`(select min(${kept.snapshotDate}) from ${operatorAllocationSnapshots} ${kept})`;
  const start = from === undefined ? first : sql`(${first} + greatest(0, ${from}::date - ${first}))`;
  const isOurs = sql`${ours} and ${s.snapshotDate} between ${start} and ${until}::date`;
  const isWaiting = announced.length === 0 ? sql`false` : isAnnounced(announced);
  const isOther = sql`not ${isSlashed(slashed)} and not ${isWaiting}`;
  const ofDay = db
    .select({
      day: s.snapshotDate,
      usd: sql`case when bool_and(${isKnownUsd} or ${s.magnitude} = 0) filter (where ${isOther}) is not false
        then coalesce(sum(${s.magnitudeUsd}) filter (where ${isOther} and ${isKnownUsd}), 0) end`.as("usd"),
    })
    .from(s)
    .where(isOurs)
    .groupBy(s.snapshotDate)
    .as("of_day");
  const [days, slashedParts, announcedParts] = await Promise.all([
    db
      .select({
        snapshotOn: sql<string>`d.day::date::text`,
        allocatedUsd: believed(
          cell.usd(s.magnitudeUsd),
          sql`case when ${ofDay.day} is not null then ${ofDay.usd}
            when exists (select 1 from ${operatorAllocationSnapshots} ${kept} where ${kept.snapshotDate} = d.day::date)
              and not ${isMissing} then 0 end`,
        ),
      })
      .from(sql`generate_series(${start}, ${until}::date, interval '1 day') d(day)`)
      .leftJoin(ofDay, sql`${ofDay.day} = d.day::date`)
      .orderBy(sql`d.day`),
    slashed.length === 0
      ? []
      : db
          .select({
            snapshotOn: s.snapshotDate,
            operator: s.operatorId,
            strategy: s.strategyId,
            magnitude: believed(cell.wad(s.magnitude), sql`sum(${s.magnitude})`),
          })
          .from(s)
          .where(sql`${isOurs} and ${isSlashed(slashed)} and not ${isWaiting}`)
          .groupBy(s.snapshotDate, s.operatorId, s.strategyId),
    announced.length === 0
      ? []
      : db
          .select({
            snapshotOn: s.snapshotDate,
            operator: s.operatorId,
            operatorSet: s.operatorSetId,
            strategy: s.strategyId,
            /** The operator's shares in the strategy on that day, without any slash taken off. */
            valueUsd: believed(cell.usd(h.tvsUsd)),
          })
          .from(s)
          .leftJoin(
            h,
            and(
              eq(h.operatorId, s.operatorId),
              eq(h.strategyId, s.strategyId),
              eq(h.snapshotDate, s.snapshotDate),
            ),
          )
          .where(sql`${isOurs} and ${isWaiting}`),
  ]);
  return { days, slashed: slashedParts, announced: announcedParts };
}

/**
 * Returns what an operator has allocated to operator sets on each day that allocations are kept of, oldest first, and
 * the parts of it that are valued apart. `null` when the value of any part is not known, and for a day that is not kept.
 * Units: USD, magnitudes of 10^18. Sources: operator_allocation_snapshots, historical_tvs_snapshots;
 * operator_strategy_daily_snapshots, which says whether any was allocated.
 */
export const listOperatorAllocated = cachedPerRun(
  "listOperatorAllocated",
  (db: AnalyticsDb, address: string, range: DayRange, apart: ValuedApart) =>
    allocatedByDay(db, range, apart, {
      ours: sql`${s.operatorId} = ${address}`,
      isMissing: sql`exists (select 1 from ${operatorStrategyDailySnapshots} ${strategyDays}
        where ${strategyDays.operatorId} = ${address} and ${strategyDays.snapshotDate} = d.day::date
          and ${strategyDays.encumberedMagnitude} > 0)`,
    }),
);

/** Returns the daily allocations of all operators to the operator sets of an AVS, sets missing from `operator_sets` included. */
export const listAvsAllocated = cachedPerRun(
  "listAvsAllocated",
  (db: AnalyticsDb, avs: string, range: DayRange, apart: ValuedApart) =>
    allocatedByDay(db, range, apart, {
      ours: sql`split_part(${s.operatorSetId}, '-', 1) = ${avs}`,
      isMissing: sql`false`,
    }),
);
