import { type SQL, sql } from "drizzle-orm";
import {
  operatorAllocations,
  operatorAnalytics,
  operatorSets,
  operatorSlashingAmounts,
  operatorSlashingIncidents,
  operatorStrategyState,
} from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "./client";
import { asOfBlock, magnitudeBefore, timeOfBlock } from "./event-blocks";
import { asOf } from "./expressions";
import { operatorName } from "./names";
import { type ActivityKind, EVENTS, eventColumns, type Whose } from "./operator-events";
import { arrayOf, type Entity } from "./watched";

const LEVELS = ["LOW", "MEDIUM", "HIGH", "CRITICAL"];

/** What was announced before, and came into effect since: a slashing that lowers an allocation is none. */
const allocationsInEffect = (whose: Whose, since: SQL) => sql`select 'IN_EFFECT' as type,
    ${timeOfBlock(sql`a.effect_block`)} as at, a.effect_block as block, null::text as tx, a.id as key, s.avs_id as avs,
    s.operator_set_id as set_number, null::text as party, a.strategy_id as strategy, null::int as from_bps,
    null::int as to_bps, least(1, a.magnitude / nullif(h.max_magnitude, 0)) as ratio, null::timestamp as effect_at,
    null::int as effect_block, null::text as words, a.operator_id as operator
  from ${operatorAllocations} a join ${operatorSets} s on s.id = a.operator_set_id
    left join ${operatorStrategyState} h on h.id = a.operator_id || '-' || a.strategy_id
  where ${whose(sql`a.operator_id`)} and a.allocated_at <= ${since} and a.effect_block <= ${asOfBlock}
    and not exists (select 1 from ${operatorSlashingIncidents} i where i.operator_id = a.operator_id
      and i.operator_set_id = a.operator_set_id and i.slashed_at_block = a.effect_block)`;

const commissionsInEffect = (whose: Whose, since: SQL) => sql`select 'IN_EFFECT' as type, c.effect_at as at,
    null::int as block, null::text as tx, c.key, c.avs, c.set_number, c.party, c.strategy, c.from_bps, c.to_bps, c.ratio,
    c.effect_at, c.effect_block, c.words, c.operator
  from (${EVENTS.commission(whose)}) c where c.at <= ${since}`;

/**
 * `type` is the risk level of the newest day, `words` that of then; a day without enough data has none. A row of the
 * day of the visit that was worked out after it was not there to be seen.
 */
const riskLevels = (operators: SQL, since: SQL) => {
  const levelAt = (
    then: SQL,
  ) => sql`(select a.date, a.calculated_at, case when a.has_sufficient_data then upper(a.risk_level) end as level
    from ${operatorAnalytics} a where a.operator_id = o.id and a.date <= (${then})::date
      and (a.date < (${then})::date or (a.calculated_at > ${then}) is not true)
    order by a.date desc limit 1)`;
  return sql`select n.level as type,
      case when n.date > (${since})::date then n.date::timestamp else n.calculated_at end as at,
      null::int as block, null::text as tx, 'risk' as key, null::text as avs, null::int as set_number, null::text as party, null::text as strategy, null::int as from_bps,
      null::int as to_bps, null::numeric as ratio, null::timestamp as effect_at, null::int as effect_block,
      b.level as words, o.id as operator
    from unnest(${operators}) as o(id) cross join lateral ${levelAt(asOf)} n
      cross join lateral ${levelAt(since)} b
    where n.level <> b.level`;
};

/**
 * What happened since then to what is watched, in one question: of operators all but delegations, of AVSs and
 * strategies the slashings. At most `limit` of `total`: slashings first, then the newest. The columns are those of
 * `listOperatorActivity`, and `type` IN_EFFECT for what was announced before and is in effect since, at about that
 * time; of kind "risk" `type` is the level of now and `words` that of then. `isRisk` marks a slashing, more that can be
 * slashed (also where it is not known how much could be before), a higher commission and a worse level.
 * Units: basis points, ratios 0..1, block numbers; instants are UTC. Sources: those of `listOperatorActivity`,
 * operator_allocation_snapshots, operator_analytics.
 */
export async function listWatchedEvents(db: AnalyticsDb, entities: Entity[], visitedAt: Date, limit: number) {
  if (entities.length === 0) return { rows: [], total: 0 };
  const of = (kind: Entity["entityType"]) =>
    arrayOf(entities.flatMap((one) => (one.entityType === kind ? [one.entityId] : [])));
  const since = sql`(${visitedAt.toISOString()}::timestamptz at time zone 'UTC')`;
  const operators = of("operator");
  const watched: Whose = (operator) => sql`${operator} = any(${operators})`;
  const slashed: Whose = (operator) => sql`(${watched(operator)}
    or split_part(i.operator_set_id, '-', 1) = any(${of("avs")})
    or exists (select 1 from ${operatorSlashingAmounts} m
      where m.slashing_incident_id = i.id and m.strategy_id = any(${of("strategy")})))`;
  const branches: [kind: ActivityKind | "risk", events: SQL][] = [
    ["registration", sql`select * from (${EVENTS.registration(watched)}) r where r.type <> 'REGISTERED'`],
    ["avs", EVENTS.avs(watched)],
    ["allocation", EVENTS.allocation(watched)],
    ["allocation", allocationsInEffect(watched, since)],
    ["commission", EVENTS.commission(watched)],
    ["commission", commissionsInEffect(watched, since)],
    ["metadata", EVENTS.metadata(watched)],
    ["slashing", EVENTS.slashing(slashed)],
    ["risk", riskLevels(operators, since)],
  ];
  const parts = branches.map(
    ([kind, events]) => sql`(select ${sql.raw(`'${kind}'`)}::text as kind, e.* from (${events}) e
      where e.at > ${since} and e.at <= ${asOf})`,
  );
  const rows = await db
    .select({
      kind: sql<ActivityKind | "risk">`e.kind`,
      operator: sql<string>`e.operator`,
      operatorName: operatorName(sql`e.operator`),
      ...eventColumns,
      isMore: sql<boolean | null>`case when e.kind = 'allocation' then (select
        operator_allocations.magnitude > coalesce(${magnitudeBefore}, 0) from ${operatorAllocations}
        where operator_allocations.id = e.key) end`,
      total: sql`count(*) over ()`.mapWith(Number),
    })
    .from(sql`(${sql.join(parts, sql` union all `)}) e`)
    .orderBy(
      sql`(e.kind = 'slashing') desc, e.at desc, e.block desc nulls last, e.kind, e.operator, e.key, e.type`,
    )
    .limit(limit);
  return {
    rows: rows.map(({ isMore, total: _, ...row }) => ({ ...row, isRisk: isRisky({ ...row, isMore }) })),
    total: rows[0]?.total ?? 0,
  };
}

function isRisky(event: {
  kind: ActivityKind | "risk";
  type: string;
  words: string | null;
  fromBps: number | null;
  toBps: number | null;
  isMore: boolean | null;
}): boolean {
  switch (event.kind) {
    case "slashing":
      return true;
    case "allocation":
      return event.isMore ?? false;
    case "commission":
      return (event.toBps ?? 0) > (event.fromBps ?? 0);
    case "risk":
      return LEVELS.indexOf(event.type) > LEVELS.indexOf(event.words ?? "");
    default:
      return false;
  }
}
