import { type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { operatorSlashingAmounts } from "@/drizzle/analytics/schema";
import type { AnalyticsDb } from "../analytics-db";
import { cachedPerRun } from "../cached-per-run";
import { operatorName } from "../names";
import { eventColumns, toldEvents } from "../operators/event-columns";
import {
  type ActivityKind,
  allocatedRatio,
  allocations,
  allocationsWithStates,
  avsOf,
  EVENTS,
  eventOf,
  setNumberOf,
  slashings,
  type Whose,
} from "../operators/events";
import { blockNowOf, nowOf, type Present, untilOf } from "../present";
import { arrayOf, type Entity } from "./past";

const amounts = alias(operatorSlashingAmounts, "amount");

/** The newest change of an operator's allocation, as the network judges it. */
interface AllocationChange {
  operator: string;
  operatorSet: string;
  strategy: string;
  effectBlock: number | null;
  effectAt: Date | null;
  /** `null` if not known. */
  isRise: boolean | null;
}

/** Returns the changes as a table to join. */
const tableOf = (changes: readonly AllocationChange[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(
    changes.map(({ effectAt, isRise: _, ...change }) => ({
      ...change,
      effectAt: effectAt?.toISOString().slice(0, -1) ?? null,
    })),
  )}::jsonb) v(operator text, "operatorSet" text, strategy text, "effectBlock" bigint, "effectAt" timestamp)`;

/** Returns the changes announced before `since` that have taken effect since then. */
const allocationsInEffect = (changes: readonly AllocationChange[], since: SQL, present: Present) => sql`
  select ${eventOf({
    type: sql`'IN_EFFECT'`,
    at: sql`v."effectAt"`,
    block: allocations.effectBlock,
    key: allocations.id,
    avs: avsOf(allocations.operatorSetId),
    set_number: setNumberOf(allocations.operatorSetId),
    strategy: allocations.strategyId,
    ratio: allocatedRatio,
    operator: allocations.operatorId,
  })} from ${allocationsWithStates}
  join ${tableOf(changes)} on v.operator = ${allocations.operatorId} and v.strategy = ${allocations.strategyId}
    and v."operatorSet" = ${allocations.operatorSetId} and v."effectBlock" = ${allocations.effectBlock}
  where ${allocations.allocatedAt} <= ${since} and ${allocations.effectBlock} <= ${blockNowOf(present)}`;

const commissionsInEffect = (whose: Whose, since: SQL, present: Present) => sql`
  select ${eventOf({
    type: sql`'IN_EFFECT'`,
    at: sql`c.effect_at`,
    key: sql`c.key`,
    avs: sql`c.avs`,
    set_number: sql`c.set_number`,
    from_bps: sql`c.from_bps`,
    to_bps: sql`c.to_bps`,
    effect_at: sql`c.effect_at`,
    operator: sql`c.operator`,
  })} from (${EVENTS.commission(whose, present)}) c where c.at <= ${since} and c.effect_at <= ${nowOf(present)}`;

/**
 * Returns the events of watched entities since a visit: all but delegations of operators, slashings of AVSs and
 * strategies. At most `limit` of `total`, slashings first, then the newest. `type` IN_EFFECT is an announcement that
 * took effect. `isRisk` marks slashings, rises of slashable stake (or of unknown direction) and higher commissions.
 */
export const listWatchedEvents = cachedPerRun(
  "listWatchedEvents",
  async (
    db: AnalyticsDb,
    present: Present,
    entities: Entity[],
    changes: readonly AllocationChange[],
    visitedAt: Date,
    limit: number,
  ) => {
    if (entities.length === 0) return { rows: [], total: 0 };
    const of = (kind: Entity["entityType"]) =>
      arrayOf(entities.flatMap((one) => (one.entityType === kind ? [one.entityId] : [])));
    const since = sql`(${visitedAt.toISOString()}::timestamptz at time zone 'UTC')`;
    const operators = of("operator");
    const watched: Whose = (operator) => sql`${operator} = any(${operators})`;
    const slashed: Whose = (operator) => sql`(${watched(operator)}
    or split_part(${slashings.operatorSetId}, '-', 1) = any(${of("avs")})
    or exists (select 1 from ${operatorSlashingAmounts} ${amounts}
      where ${amounts.slashingIncidentId} = ${slashings.id} and ${amounts.strategyId} = any(${of("strategy")})))`;
    const branches: [kind: ActivityKind, events: SQL][] = [
      [
        "registration",
        sql`select * from (${EVENTS.registration(watched, present)}) r where r.type <> 'REGISTERED'`,
      ],
      ["avs", EVENTS.avs(watched, present)],
      ["allocation", EVENTS.allocation(watched, present)],
      ["allocation", allocationsInEffect(changes, since, present)],
      ["commission", EVENTS.commission(watched, present)],
      ["commission", commissionsInEffect(watched, since, present)],
      ["metadata", EVENTS.metadata(watched, present)],
      ["slashing", EVENTS.slashing(slashed, present)],
    ];
    const parts = branches.map(
      ([kind, events]) => sql`(select ${sql.raw(`'${kind}'`)}::text as kind, e.* from (${events}) e
      where e.at > ${since} and e.at <= ${untilOf(present)})`,
    );
    const rows = await db
      .select({
        kind: sql<ActivityKind>`e.kind`,
        operator: sql<string>`e.operator`,
        operatorName: operatorName(sql`e.operator`),
        ...eventColumns,
        total: sql`count(*) over ()`.mapWith(Number),
      })
      .from(sql`(${sql.join(parts, sql` union all `)}) e`)
      .orderBy(
        sql`(e.kind = 'slashing') desc, e.at desc, e.block desc nulls last, e.kind, e.operator, e.key, e.type`,
      )
      .limit(limit);
    const rises = new Map(changes.map((change) => [keyOf(change), change.isRise]));
    return {
      rows: toldEvents(rows).map(({ total: _, ...row }) => ({
        ...row,
        isRisk: isRisky(row, rises.get(keyOf({ ...row, operatorSet: `${row.avs}-${row.setNumber}` }))),
      })),
      total: rows[0]?.total ?? 0,
    };
  },
);

const keyOf = (of: Pick<AllocationChange, "operator" | "operatorSet"> & { strategy: string | null }) =>
  `${of.operator} ${of.operatorSet} ${of.strategy}`;

function isRisky(
  event: {
    kind: ActivityKind;
    type: string;
    words: string | null;
    fromBps: number | null;
    toBps: number | null;
  },
  isRise: boolean | null | undefined,
): boolean {
  switch (event.kind) {
    case "slashing":
      return true;
    case "allocation":
      return event.type === "ALLOCATED" || event.type === "IN_EFFECT" ? isRise !== false : false;
    case "commission":
      return (event.toBps ?? 0) > (event.fromBps ?? 0);
    default:
      return false;
  }
}
