import { asc } from "drizzle-orm";
import { operatorSlashingAmounts, operatorSlashingIncidents } from "@/drizzle/analytics/schema";
import { groupBy } from "../../group-by";
import * as cell from "./cells";
import type { RowOf } from "./decode";
import { readRows, readTable, type Source } from "./source";

const incident = {
  id: cell.number(operatorSlashingIncidents.id),
  operator: cell.id(operatorSlashingIncidents.operatorId),
  operatorSet: cell.id(operatorSlashingIncidents.operatorSetId),
  slashedAt: cell.instant(operatorSlashingIncidents.slashedAt),
  blockNumber: cell.block(operatorSlashingIncidents.slashedAtBlock),
  /** The AVS's own words, unchecked. */
  reason: cell.longText(operatorSlashingIncidents.description),
  eventId: cell.figure(operatorSlashingIncidents.eventId),
  transactionHash: cell.text(operatorSlashingIncidents.transactionHash),
};
const amount = {
  incident: cell.number(operatorSlashingAmounts.slashingIncidentId),
  strategy: cell.id(operatorSlashingAmounts.strategyId),
  wadSlashed: cell.wad(operatorSlashingAmounts.wadSlashed),
};

type IncidentRow = RowOf<typeof incident>;

/** The fraction of the operator's whole stake in a strategy that a slash took, of 10^18; `null` is not known, 0 skipped. */
interface SlashedAmount {
  strategy: string;
  wadSlashed: bigint | null;
}

/** One slashing, however often it is stored. `id` is that of its first row. */
export type SlashingRow = Omit<IncidentRow, "eventId"> & { amounts: SlashedAmount[] };

const placeOf = (row: IncidentRow) =>
  [row.operator, row.operatorSet, row.blockNumber ?? row.slashedAt?.getTime(), row.transactionHash].join(" ");

/** Rows of one place without an event id are copies of the first that has one. */
function groupCopies(incidents: IncidentRow[]) {
  const eventOf = new Map<string, number>();
  for (const row of incidents)
    if (row.eventId !== null && !eventOf.has(placeOf(row))) eventOf.set(placeOf(row), row.eventId);
  return groupBy(incidents, (row) => `${placeOf(row)} ${row.eventId ?? eventOf.get(placeOf(row)) ?? ""}`);
}

/** Returns each slashing once, oldest first, with what it took from each strategy. */
export async function readSlashings(source: Source): Promise<{ slashings: SlashingRow[] }> {
  const { id, slashedAtBlock } = operatorSlashingIncidents;
  const incidents = await readRows(source, incident, (columns) =>
    source.db.select(columns).from(operatorSlashingIncidents).orderBy(asc(slashedAtBlock), asc(id)),
  );
  const amounts = await readTable(source, operatorSlashingAmounts, amount);
  const amountsOf = groupBy(amounts, (row) => String(row.incident));
  const slashings = [...groupCopies(incidents).values()].map((copies) => {
    const [first] = copies as [IncidentRow];
    const { eventId: _, ...row } = first;
    const byStrategy = new Map<string, SlashedAmount>();
    for (const { id } of copies)
      for (const { strategy, wadSlashed } of amountsOf.get(String(id)) ?? []) {
        const known = byStrategy.get(strategy);
        if (!known || known.wadSlashed === null) byStrategy.set(strategy, { strategy, wadSlashed });
      }
    return { ...row, amounts: [...byStrategy.values()] };
  });
  return { slashings };
}
