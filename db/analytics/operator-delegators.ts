import { and, eq, type SQL, sql } from "drizzle-orm";
import {
  operatorDelegatorHistory,
  operatorDelegatorShares,
  operatorDelegators,
  operatorState,
} from "@/drizzle/analytics/schema";
import { instant, usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { findSpreadLabel } from "./concentration";
import { isOneDeparture } from "./departures";
import { asOf, containing, quantity } from "./expressions";
import { type Paging, pageOf, sorted } from "./listing";
import { strategySymbols } from "./names";

export const OPERATOR_DELEGATOR_SORTS = ["value", "strategies", "since", "address"] as const;
type Sort = (typeof OPERATOR_DELEGATOR_SORTS)[number];

const one = operatorDelegators;

/**
 * How many stakers an operator ever had, how many delegate to it now, and in a word how its value is spread over them;
 * `spread` is `null` when the pipeline has not measured it. Units: counts.
 * Sources: operator_state, operator_delegators, concentration_metrics.
 */
export async function findDelegatorSummary(db: AnalyticsDb, address: string) {
  const [[counts], [valued], spread] = await Promise.all([
    db
      .select({ totalCount: operatorState.totalDelegators, activeCount: operatorState.activeDelegators })
      .from(operatorState)
      .where(eq(operatorState.operatorId, address)),
    db
      .select({ valuedCount: sql`count(*)`.mapWith(Number) })
      .from(one)
      .where(and(eq(one.operatorId, address), eq(one.isDelegated, true), sql`${one.totalTvsUsd} > 0`)),
    findSpreadLabel(db, address, "delegator"),
  ]);
  return {
    totalCount: counts?.totalCount ?? null,
    activeCount: counts?.activeCount ?? null,
    valuedCount: valued?.valuedCount ?? 0,
    spread: spread ?? null,
  };
}

interface Filter {
  /** Any part of the staker's address. */
  q?: string;
  minUsd?: number;
  maxUsd?: number;
  /** A strategy in which the staker holds shares with this operator. */
  strategy?: string;
}
type Page = Paging & { sort: Sort };

const stakerId = sql`operator_delegators.staker_id`;
const sharesHeld = sql`${operatorDelegatorShares} s where s.staker_id = ${stakerId}
  and s.operator_id = operator_delegators.operator_id and s.shares > 0`;

/**
 * One page of the stakers who delegate to an operator now, and how many pass the filter. `shareRatio` is of all that
 * is delegated to it, whatever the filter; `symbols` are those of its strategies, `null` for one without a token known.
 * Units: USD, ratios 0..1, counts; instants are UTC. Sources: operator_delegators, operator_delegator_shares.
 */
export async function listOperatorDelegators(db: AnalyticsDb, address: string, filter: Filter, page: Page) {
  const delegated = and(eq(one.operatorId, address), eq(one.isDelegated, true));
  const passes = and(
    delegated,
    filter.q ? sql`${one.stakerId} like ${containing(filter.q.trim().toLowerCase())}` : undefined,
    filter.minUsd === undefined ? undefined : sql`${one.totalTvsUsd} >= ${filter.minUsd}`,
    filter.maxUsd === undefined ? undefined : sql`${one.totalTvsUsd} <= ${filter.maxUsd}`,
    filter.strategy === undefined
      ? undefined
      : sql`${stakerId} in (select h.staker_id from ${operatorDelegatorShares} h
          where h.operator_id = ${address} and h.strategy_id = ${filter.strategy} and h.shares > 0)`,
  );
  // Counted once for all of them where the order needs it, and else for the rows of the page only.
  const counted = db
    .select({
      staker: operatorDelegatorShares.stakerId,
      strategyCount: sql`count(*)`.mapWith(Number).as("strategy_count"),
    })
    .from(operatorDelegatorShares)
    .where(and(eq(operatorDelegatorShares.operatorId, address), sql`${operatorDelegatorShares.shares} > 0`))
    .groupBy(operatorDelegatorShares.stakerId)
    .as("counted");
  const by: Record<Sort, SQL> = {
    value: sql`${one.totalTvsUsd}`,
    strategies: sql`coalesce(${counted.strategyCount}, 0)`,
    since: sql`${one.delegatedAt}`,
    address: sql`${one.stakerId}`,
  };
  const whole = sql`(select sum(w.total_tvs_usd) from ${one} w where w.operator_id = ${address} and w.is_delegated)`;
  const { rows, total } = await pageOf(
    (more, aside) => {
      const rows = db
        .select({
          address: one.stakerId,
          valueUsd: quantity(one.totalTvsUsd, usd),
          shareRatio: quantity(sql`${one.totalTvsUsd} / nullif(${whole}, 0)`, Number),
          symbols: sql<(string | null)[] | null>`(select json_agg(${strategySymbols} ->> s.strategy_id
            order by s.tvs_usd desc nulls last, s.strategy_id) from ${sharesHeld})`,
          delegatedAt: quantity(one.delegatedAt, instant),
          ...aside,
        })
        .from(one)
        .where(and(passes, more))
        .$dynamic();
      return page.sort === "strategies" ? rows.leftJoin(counted, eq(counted.staker, one.stakerId)) : rows;
    },
    db
      .select({ total: sql`count(*)`.mapWith(Number) })
      .from(one)
      .where(passes),
    sorted(by[page.sort], one.stakerId, page.dir, by.value),
    page,
  );
  return { rows: rows.map((row) => ({ ...row, strategyCount: row.symbols?.length ?? 0 })), total };
}

/**
 * How many stakers came and went week by week, weeks without either left out, up to `dayCount` days back; those that
 * were undelegated by force count as gone, and are counted apart too. Repeated events count once.
 * Units: counts; `weekOn` is the Monday, UTC. Source: operator_delegator_history.
 */
export function listDelegatorFlow(db: AnalyticsDb, address: string, dayCount: number | undefined) {
  const since =
    dayCount === undefined
      ? sql`true`
      : sql`h.event_timestamp > ${asOf} - ${dayCount}::int * interval '1 day'`;
  const events = sql`(select distinct h.staker_id, upper(h.delegation_type) as type, h.event_block,
      date_trunc('week', h.event_timestamp)::date as week_on
    from ${operatorDelegatorHistory} h
    where h.operator_id = ${address} and h.event_timestamp <= ${asOf} and ${since} and ${isOneDeparture("h")}) e`;
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
}

/** The lower bounds of the bands of value, in USD, smallest first. */
const BANDS = [0, 100, 1000, 10_000, 100_000, 1_000_000];

/**
 * How many of an operator's delegators hold how much: every band of value, smallest first, the last one without an
 * upper bound, with the count of its delegators and what they hold together; `minUsd` is `null` for those whose value
 * is not known. Units: USD, counts. Source: operator_delegators.
 */
export async function listDelegatorBands(db: AnalyticsDb, address: string) {
  const band = sql`width_bucket(${one.totalTvsUsd}, array[${sql.raw(BANDS.join(","))}]::numeric[])`;
  const found = await db
    .select({
      band: quantity(band, Number),
      delegatorCount: sql`count(*)`.mapWith(Number),
      valueUsd: quantity(sql`sum(${one.totalTvsUsd})`, usd),
    })
    .from(one)
    .where(and(eq(one.operatorId, address), eq(one.isDelegated, true)))
    .groupBy(band);
  const known = BANDS.map((minUsd, index) => {
    const row = found.find(({ band }) => band === index + 1);
    const maxUsd = BANDS[index + 1] ?? null;
    return { minUsd, maxUsd, delegatorCount: row?.delegatorCount ?? 0, valueUsd: row?.valueUsd ?? 0 };
  });
  const unknown = found.find(({ band }) => band === null);
  if (!unknown) return known;
  return [...known, { minUsd: null, maxUsd: null, delegatorCount: unknown.delegatorCount, valueUsd: null }];
}
