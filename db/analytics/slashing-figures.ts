import { sql } from "drizzle-orm";
import {
  operatorAllocationSnapshots,
  operatorSets,
  operatorSlashingAmounts,
  operatorSlashingIncidents,
  strategyExchangeRates,
  tokenMetadata,
} from "@/drizzle/analytics/schema";
import { instant, usd } from "../postgres/decoders";
import type { AnalyticsDb } from "./client";
import { quantity } from "./expressions";
import { avsName, operatorName } from "./names";

/** What tells one slashing `i` from another: the pipeline may store the same one many times. */
export const slashingKey = sql.raw(`coalesce(i.event_id::text,
  concat_ws('-', i.operator_id, i.operator_set_id, i.slashed_at_block, i.transaction_hash))`);

/** One row for each slashing and strategy, however many times either is stored. */
const taken = sql`(select distinct on (${slashingKey}, m.strategy_id)
    ${slashingKey} as event_key, m.strategy_id, m.wad_slashed, nullif(trim(t.symbol), '') as symbol,
    m.wad_slashed / 1000000000000000000 * (select a.magnitude_usd from ${operatorAllocationSnapshots} a
      where a.operator_id = i.operator_id and a.operator_set_id = i.operator_set_id
        and a.strategy_id = m.strategy_id and a.snapshot_date = i.slashed_at::date - 1
      order by a.id desc limit 1) as lost_usd
  from ${operatorSlashingIncidents} i
  join ${operatorSlashingAmounts} m on m.slashing_incident_id = i.id
  left join ${strategyExchangeRates} x on x.strategy_address = m.strategy_id
  left join ${tokenMetadata} t on t.contract_address = x.underlying_token
  order by ${slashingKey}, m.strategy_id, m.id)`;

/** The strategies of each slashing, and its loss: unknown as soon as one of them is. */
const losses = sql`(select k.event_key, count(*) as strategies,
    case when count(k.lost_usd) = count(*) then sum(k.lost_usd) end as lost_usd,
    max(k.wad_slashed) / 1000000000000000000 as largest_ratio,
    jsonb_agg(jsonb_build_object('address', k.strategy_id, 'symbol', k.symbol,
      'wadSlashed', trunc(k.wad_slashed)::text, 'lostUsd', k.lost_usd::text)
      order by k.lost_usd desc nulls last, k.strategy_id) as parts
  from ${taken} k group by k.event_key)`;

const events = sql`(select distinct on (${slashingKey}) ${slashingKey} as event_key, i.id, i.operator_id, i.operator_set_id,
    i.slashed_at, i.slashed_at_block, i.description, i.transaction_hash
  from ${operatorSlashingIncidents} i order by ${slashingKey}, i.id)`;

/**
 * Every slashing once. `parts` are the strategies it took from, each with the fraction of what was allocated there
 * (fractions of strategies are never added) and the loss; `lostUsd` estimates the whole: the fraction times the value
 * that was allocated to the operator set in the strategy on the day before, `null` when any of those is unknown.
 * `reason` is the AVS's own text, unchecked.
 * Units: USD, ratios 0..1, instants. Sources: operator_slashing_incidents, operator_slashing_amounts,
 * operator_allocation_snapshots, operator_sets, operator_metadata, avs_metadata; formula on /methodology, "Values".
 */
export const slashingFigures = (db: AnalyticsDb) =>
  db
    .select({
      id: sql<number>`events.id`.mapWith(Number).as("id"),
      slashedAt: quantity(sql`events.slashed_at`, instant).as("slashed_at"),
      blockNumber: sql<number>`events.slashed_at_block`.mapWith(Number).as("block_number"),
      operator: sql<string>`events.operator_id`.as("operator"),
      operatorName: operatorName(sql`events.operator_id`).as("operator_name"),
      avs: sql<string>`o.avs_id`.as("avs"),
      avsName: avsName(sql`o.avs_id`).as("avs_name"),
      setNumber: sql<number>`o.operator_set_id`.mapWith(Number).as("set_number"),
      strategyCount: sql<number>`coalesce(losses.strategies, 0)`.mapWith(Number).as("strategy_count"),
      largestRatio: quantity(sql`losses.largest_ratio`, Number).as("largest_ratio"),
      lostUsd: quantity(sql`losses.lost_usd`, usd).as("lost_usd"),
      parts: sql<SlashedPart[]>`losses.parts`.mapWith(readParts).as("parts"),
      reason: sql<string | null>`nullif(trim(events.description), '')`.as("reason"),
      transaction: sql<string | null>`nullif(events.transaction_hash, '')`.as("transaction"),
    })
    .from(sql`${events} as events`)
    .innerJoin(sql`${operatorSets} as o`, sql`o.id = events.operator_set_id`)
    .leftJoin(sql`${losses} as losses`, sql`losses.event_key = events.event_key`)
    .as("figures");

export type SlashingFigures = ReturnType<typeof slashingFigures>;

/** What was taken of one strategy. */
export interface SlashedPart {
  address: string;
  symbol: string | null;
  /** The fraction of what was allocated, 0..1. */
  ratio: number;
  lostUsd: number | null;
}

interface StoredPart {
  address: string;
  symbol: string | null;
  wadSlashed: string;
  lostUsd: string | null;
}

const readParts = (stored: StoredPart[] | string): SlashedPart[] =>
  (typeof stored === "string" ? (JSON.parse(stored) as StoredPart[]) : stored).map(
    ({ address, symbol, wadSlashed, lostUsd }) => ({
      address,
      symbol,
      ratio: Number(wadSlashed) / 1e18,
      lostUsd: usd(lostUsd),
    }),
  );
