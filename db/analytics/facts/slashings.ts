import { asc } from "drizzle-orm";
import { operatorSlashingAmounts, operatorSlashingIncidents } from "@/drizzle/analytics/schema";
import { groupBy } from "../group-by";
import * as cell from "./cells";
import type { RowOf } from "./decode";
import { readRows, readTable, type Source } from "./source";

const incident = {
  id: cell.number(operatorSlashingIncidents.id),
  operator: cell.id(operatorSlashingIncidents.operatorId),
  operatorSet: cell.id(operatorSlashingIncidents.operatorSetId),
  slashedAt: cell.instant(operatorSlashingIncidents.slashedAt),
  blockNumber: cell.block(operatorSlashingIncidents.slashedAtBlock),
  /** The AVS's own text, unchecked. */
  reason: cell.longText(operatorSlashingIncidents.description),
  eventId: cell.figure(operatorSlashingIncidents.eventId),
  transactionHash: cell.text(operatorSlashingIncidents.transactionHash),
};
const amount = {
  incident: cell.number(operatorSlashingAmounts.slashingIncidentId),
  strategy: cell.id(operatorSlashingAmounts.strategyId),
  wadSlashed: cell.wad(operatorSlashingAmounts.wadSlashed),
};

/**
 * The slashed fraction of the operator's whole stake in a strategy, times 10^18; `null` if not known, 0 if skipped.
 */
interface SlashedAmount {
  strategy: string;
  wadSlashed: bigint | null;
}

/** A stored row of a slashing; there may be several copies. */
export type SlashingRow = RowOf<typeof incident> & { amounts: SlashedAmount[] };

/** Returns every stored row of a slashing, oldest first, with the slashed amount of each strategy. */
export async function readSlashings(source: Source): Promise<{ slashings: SlashingRow[] }> {
  const { id, slashedAtBlock } = operatorSlashingIncidents;
  const incidents = await readRows(source, incident, (columns) =>
    source.db.select(columns).from(operatorSlashingIncidents).orderBy(asc(slashedAtBlock), asc(id)),
  );
  const amounts = await readTable(source, operatorSlashingAmounts, amount);
  const amountsOf = groupBy(amounts, (row) => String(row.incident));
  const slashings = incidents.map((row) => ({
    ...row,
    amounts: (amountsOf.get(String(row.id)) ?? []).map(({ strategy, wadSlashed }) => ({
      strategy,
      wadSlashed,
    })),
  }));
  return { slashings };
}

/** Returns every pair of a slashed operator and strategy, as "<operator>-<strategy>". */
export const slashedPairs = (slashings: SlashingRow[]) =>
  new Map(
    slashings.flatMap(({ operator, amounts }) =>
      amounts.map(({ strategy }) => [`${operator}-${strategy}`, { operator, strategy }] as const),
    ),
  );
