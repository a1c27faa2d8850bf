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

/** A slashed operator and strategy, and the day of its first slash. */
interface SlashedPair {
  operator: string;
  strategy: string;
  /** `null` if not known: then every day counts. */
  since: string | null;
}

/** An allocation between the announcement of its newest change and the change's effect block. */
interface AnnouncedSpan {
  operator: string;
  operatorSet: string;
  strategy: string;
  /** The block of the announcement. */
  fromBlock: number;
  /** The block in which the change takes effect. */
  untilBlock: number;
}

/** The parts of a history that the network values: days of slashed pairs, and targets not yet in effect. */
export interface ValuedApart {
  slashed: readonly SlashedPair[];
  announced: readonly AnnouncedSpan[];
}

/** Returns whether a slash may have changed the value of an allocation on that day. */
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

/** Returns whether the row holds a target that was not yet in effect. */
const isAnnounced = (
  spans: readonly AnnouncedSpan[],
) => sql`exists (select from jsonb_to_recordset(${JSON.stringify(
  spans,
)}::jsonb) p(operator text, "operatorSet" text, strategy text, "fromBlock" integer, "untilBlock" integer)
  where p.operator = ${s.operatorId} and p."operatorSet" = ${s.operatorSetId} and p.strategy = ${s.strategyId}
    and ${s.snapshotBlock} >= p."fromBlock" and ${s.snapshotBlock} < p."untilBlock")`;

/** Returns whether a cell is a plausible amount of US dollars. */
const isKnownUsd = sql`coalesce(${s.magnitudeUsd} between 0 and 1e13, false)`;

/**
 * Returns the pipeline's daily value of the allocations `ours`, and separately the parts that the network values. A
 * day with rows of only other allocations counts as 0, unless `isMissing` says that rows are missing; a day without
 * any rows is a gap.
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
            /** The value of the operator's shares in the strategy on that day, slashes not taken off. */
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
 * Returns an operator's allocated value by day, oldest first, and the parts that the network values; `null` for days
 * not stored, or with a part of unknown value. Units: USD, magnitudes of 10^18. Sources:
 * operator_allocation_snapshots, historical_tvs_snapshots, operator_strategy_daily_snapshots.
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

/** Returns the daily allocations of all operators to an AVS, including sets that `operator_sets` lacks. */
export const listAvsAllocated = cachedPerRun(
  "listAvsAllocated",
  (db: AnalyticsDb, avs: string, range: DayRange, apart: ValuedApart) =>
    allocatedByDay(db, range, apart, {
      ours: sql`split_part(${s.operatorSetId}, '-', 1) = ${avs}`,
      isMissing: sql`false`,
    }),
);
