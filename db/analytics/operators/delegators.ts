import { and, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  operatorDelegatorHistory,
  operatorDelegatorShares,
  operatorDelegators,
  operatorState,
} from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import { containing } from "../expressions";
import * as cell from "../facts/cells";
import { type Paging, pageOf, sorted } from "../listing";
import { beginning, nowOf, type Present, untilOf } from "../present";
import { believed, readByKey } from "../read-by-key";
import { delegatedSince } from "../stakers/delegated-since";
import { delegatorValues, type ShareValue } from "../stakers/delegator-values";
import { isOneDeparture } from "../stakers/departures";

type Sort = "value" | "strategies" | "since" | "address";

const one = operatorDelegators;

const since = delegatedSince(one);

/** Returns how many stakers ever delegated to an operator; `null` if not known. Source: operator_state. */
export const countDelegatorsEver = cachedPerRun(
  "countDelegatorsEver",
  async (db: AnalyticsDb, address: string): Promise<number | null> => {
    const [counts] = await readByKey({ totalCount: cell.count(operatorState.totalDelegators) }, (columns) =>
      db.select(columns).from(operatorState).where(eq(operatorState.operatorId, address)),
    );
    return counts?.totalCount ?? null;
  },
);

/** Returns how many stakers delegate stake of known value. Unit: a count. */
export const countValuedDelegators = cachedPerRun(
  "countValuedDelegators",
  async (db: AnalyticsDb, values: readonly ShareValue[]): Promise<number> => {
    const valued = delegatorValues(db, values);
    const [row] = await db
      .select({ count: sql`count(*)`.mapWith(Number) })
      .from(valued)
      .where(sql`${valued.valueUsd} > 0`);
    return row?.count ?? 0;
  },
);

/** Returns a delegator's value; a delegator without shares has a known value of zero. */
const worthOf = ({ staker, valueUsd }: ReturnType<typeof delegatorValues>) =>
  sql`case when ${staker} is null then 0 else ${valueUsd} end`;

interface Filter {
  /** A part of the staker's address. */
  q?: string;
  minUsd?: number;
  maxUsd?: number;
  /** A strategy in which the staker holds shares with this operator. */
  strategy?: string;
}
type Page = Paging & { sort: Sort };

/**
 * Returns one page of the stakers who delegate to an operator now, and how many match the filter. `values` are of all
 * its strategies; `strategies` are the staker's, the most valuable first. `valueUsd` leaves `unknownCount` of them
 * out. Units: USD, counts, UTC instants. Sources: operator_delegators, operator_delegator_shares.
 */
export const listOperatorDelegators = cachedPerRun(
  "listOperatorDelegators",
  async (db: AnalyticsDb, address: string, values: readonly ShareValue[], filter: Filter, page: Page) => {
    const valued = delegatorValues(db, values);
    const worth = worthOf(valued);
    const passes = and(
      eq(one.operatorId, address),
      eq(one.isDelegated, true),
      filter.q ? sql`${one.stakerId} like ${containing(filter.q.trim().toLowerCase())}` : undefined,
      filter.minUsd === undefined ? undefined : sql`${worth} >= ${filter.minUsd}`,
      filter.maxUsd === undefined ? undefined : sql`${worth} <= ${filter.maxUsd}`,
      filter.strategy === undefined ? undefined : sql`${filter.strategy} = any(${valued.strategies})`,
    );
    const isDelegator = and(eq(valued.staker, one.stakerId), eq(valued.operator, one.operatorId));
    const by: Record<Sort, SQL> = {
      value: worth,
      strategies: sql`coalesce(${valued.strategyCount}, 0)`,
      since,
      address: sql`${one.stakerId}`,
    };
    const counted = db
      .select({ total: sql`count(*)`.mapWith(Number) })
      .from(one)
      .$dynamic();
    const isByValue = [filter.minUsd, filter.maxUsd, filter.strategy].some((part) => part !== undefined);
    const { rows, total, next } = await pageOf(
      (more, aside) =>
        db
          .select({
            address: one.stakerId,
            valueUsd: believed(cell.usd(operatorDelegatorShares.shares), worth),
            unknownCount: sql<number>`coalesce(${valued.unknownCount}, 0)`.mapWith(Number),
            unboundedCount: sql<number>`coalesce(${valued.unboundedCount}, 0)`.mapWith(Number),
            isUpperBound: sql<boolean>`coalesce(${valued.isUpperBound}, false)`,
            strategies: valued.strategies,
            delegatedAt: believed(cell.instant(one.delegatedAt), since),
            ...aside,
          })
          .from(one)
          .leftJoin(valued, isDelegator)
          .where(and(passes, more))
          .$dynamic(),
      isByValue ? counted.leftJoin(valued, isDelegator).where(passes) : counted.where(passes),
      sorted(by[page.sort], one.stakerId, page.dir, by.value),
      page,
    );
    return { rows: rows.map((row) => ({ ...row, strategies: row.strategies ?? [] })), total, next };
  },
);

const history = alias(operatorDelegatorHistory, "h");

/**
 * Returns how many stakers came and left in each week, weeks without either left out, up to `dayCount` days back.
 * Forced undelegations count as left, and are also counted separately. Repeated events count once. Units: counts;
 * `weekOn` is the Monday, UTC. Source: operator_delegator_history.
 */
export const listDelegatorFlow = cachedPerRun(
  "listDelegatorFlow",
  (db: AnalyticsDb, address: string, present: Present, dayCount: number | undefined) => {
    const last = nowOf({ ...present, now: present.now ?? present.until });
    const since =
      dayCount === undefined
        ? sql`${history.eventTimestamp} >= ${beginning}`
        : sql`${history.eventTimestamp} > ${last} - ${dayCount}::int * interval '1 day'`;
    const events = sql`(select distinct ${history.stakerId}, upper(${history.delegationType}) as type,
      ${history.eventBlock}, date_trunc('week', ${history.eventTimestamp})::date as week_on
    from ${operatorDelegatorHistory} ${history}
    where ${history.operatorId} = ${address} and ${history.eventTimestamp} <= ${untilOf(present)} and ${since}
      and ${isOneDeparture(history)}) e`;
    return db
      .select({
        weekOn: sql<string>`e.week_on`,
        joinedCount: sql`count(*) filter (where e.type = 'DELEGATED')`.mapWith(Number),
        leftCount: sql`count(*) filter (where e.type <> 'DELEGATED')`.mapWith(Number),
        forcedCount: sql`count(*) filter (where e.type = 'FORCE_UNDELEGATED')`.mapWith(Number),
      })
      .from(events)
      .groupBy(sql`e.week_on`)
      .orderBy(sql`e.week_on`);
  },
);

/** The lower limits of the bands of value, in USD, ascending. */
const BANDS = [0, 100, 1000, 10_000, 100_000, 1_000_000];

/**
 * Returns the number and total value of an operator's delegators in each band of value, ascending. Values leave out
 * `unknownCount` strategies and are exact in `exactUsd`. `minUsd` is `null` for delegators of unknown value. Units:
 * USD, counts. Sources: operator_delegators, operator_delegator_shares.
 */
export const listDelegatorBands = cachedPerRun(
  "listDelegatorBands",
  async (db: AnalyticsDb, address: string, values: readonly ShareValue[]) => {
    const valued = delegatorValues(db, values);
    const worth = worthOf(valued);
    const band = sql`width_bucket(${worth}, array[${sql.raw(BANDS.join(","))}]::numeric[])`;
    const found = await db
      .select({
        band: believed(cell.count(operatorDelegatorShares.shares), band),
        delegatorCount: sql`count(*)`.mapWith(Number),
        valueUsd: believed(cell.usd(operatorDelegatorShares.shares), sql`sum(${worth})`),
        isUpperBound: sql<boolean>`coalesce(bool_or(${valued.isUpperBound}), false)`,
        unknownCount: sql`coalesce(sum(${valued.unknownCount}), 0)`.mapWith(Number),
        unboundedCount: sql`coalesce(sum(${valued.unboundedCount}), 0)`.mapWith(Number),
        exactUsd: believed(
          cell.usd(operatorDelegatorShares.shares),
          sql`coalesce(sum(${worth}) filter (where not ${valued.isUpperBound}), 0)`,
        ),
      })
      .from(one)
      .leftJoin(valued, and(eq(valued.staker, one.stakerId), eq(valued.operator, one.operatorId)))
      .where(and(eq(one.operatorId, address), eq(one.isDelegated, true)))
      .groupBy(band);
    const figuresOf = ({ band, ...figures }: (typeof found)[number]): typeof NOBODY => figures;
    const known = BANDS.map((minUsd, index) => {
      const row = found.find(({ band }) => band === index + 1);
      return { minUsd, maxUsd: BANDS[index + 1] ?? null, ...(row ? figuresOf(row) : NOBODY) };
    });
    const unknown = found.find(({ band }) => band === null);
    return unknown
      ? [...known, { minUsd: null, maxUsd: null, ...figuresOf(unknown), valueUsd: null }]
      : known;
  },
);

const NOBODY = {
  delegatorCount: 0,
  valueUsd: 0 as number | null,
  exactUsd: 0 as number | null,
  isUpperBound: false,
  unknownCount: 0,
  unboundedCount: 0,
};
