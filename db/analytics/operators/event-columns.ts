import { type SQL, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import {
  operatorAllocations,
  operatorAvsRegistrationHistory,
  operatorCommissionHistory,
  operatorDelegatorHistory,
  operatorMetadataHistory,
  operatorRegistration,
  operatorSlashingAmounts,
  operatorSlashingIncidents,
} from "@/drizzle/analytics/schema";
import { instant } from "../../postgres/decoders";
import * as cell from "../facts/cells";
import type { RowOf } from "../facts/decode";
import { sorted } from "../listing";
import { avsName, strategySymbol } from "../names";
import { decodeByKey } from "../read-by-key";

const amounts = alias(operatorSlashingAmounts, "m");

/** The fractions of each strategy's magnitude that a slashing took. They are never added up. */
const cuts = sql<{ strategy: string; symbol: string | null; ratio: number }[] | null>`${sql`case
  when e.kind = 'slashing' then (select json_agg(json_build_object('strategy', c.strategy,
    'symbol', ${strategySymbol(sql`c.strategy`)}, 'ratio', c.wad / 1e18) order by c.strategy)
  from (select distinct ${amounts.strategyId} as strategy, ${amounts.wadSlashed} as wad
    from ${operatorSlashingAmounts} ${amounts} where ${amounts.slashingIncidentId} = e.key::int
      and ${amounts.wadSlashed} > 0 and ${amounts.wadSlashed} <= 1e18) c) end`}`;

/** The columns of an event `e` of any kind; `toldEvents` decodes its figures. */
export const eventColumns = {
  key: sql<string>`e.key`,
  type: sql<string>`e.type`,
  /** Only known events have one, so it is always a plausible instant. */
  at: sql`e.at`.mapWith(instant),
  block: sql<unknown>`e.block`,
  transactionHash: sql<string | null>`e.tx`,
  avs: sql<string | null>`e.avs`,
  avsName: avsName(sql`e.avs`),
  setNumber: sql<number | null>`e.set_number`,
  party: sql<string | null>`e.party`,
  strategy: sql<string | null>`e.strategy`,
  symbol: strategySymbol(sql`e.strategy`),
  fromBps: sql<unknown>`e.from_bps`,
  toBps: sql<unknown>`e.to_bps`,
  ratio: sql<unknown>`e.ratio`,
  effectAt: sql<unknown>`e.effect_at`,
  effectBlock: sql<unknown>`e.from_block`,
  words: sql<string | null>`e.words`,
  cuts,
};

/**
 * Returns the order of events: newest first; at the same time, the later block first, then by `kind` and key. Every
 * event has a time, so nulls are not mentioned, which lets an index give this order.
 */
export const eventOrder = (kind: SQL) => {
  const tie = sql`((to_char(2147483647::bigint - coalesce(e.block, -1), 'FM0000000000') || ${kind} || ' ' || e.key)
    collate "C")`;
  return { ...sorted(sql`e.at`, tie, "desc"), by: [sql`e.at desc`, tie] };
};

const FIGURES = {
  block: cell.block(operatorRegistration.registrationBlock),
  fromBps: cell.bps(operatorCommissionHistory.oldBips),
  toBps: cell.bps(operatorCommissionHistory.newBips),
  ratio: cell.ratio(operatorAllocations.magnitude),
  effectAt: cell.announcedInstant(operatorCommissionHistory.activatedAt),
  effectBlock: cell.announcedBlock(operatorAllocations.effectBlock),
};
/** The column with the block, for each further kind of event. */
const BLOCKS: Partial<Record<string, PgColumn>> = {
  avs: operatorAvsRegistrationHistory.statusChangedBlock,
  delegation: operatorDelegatorHistory.eventBlock,
  allocation: operatorAllocations.allocatedAtBlock,
  commission: operatorCommissionHistory.blockNumber,
  metadata: operatorMetadataHistory.updatedAtBlock,
  slashing: operatorSlashingIncidents.slashedAtBlock,
};

/** Returns selected events with their figures decoded; implausible ones are `null`. */
export function toldEvents<Row extends Record<keyof typeof FIGURES, unknown> & { kind: string }>(
  rows: readonly Row[],
) {
  return rows.map((row) => {
    const column = BLOCKS[row.kind];
    const [figures] = decodeByKey(column ? { ...FIGURES, block: cell.block(column) } : FIGURES, [row]);
    return { ...row, ...(figures as RowOf<typeof FIGURES>) };
  });
}
