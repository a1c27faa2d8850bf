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

/** The fraction of the operator's whole stake in a strategy that a slash took, of 10^18; `null` is not known, 0 skipped. */
interface SlashedAmount {
  strategy: string;
  wadSlashed: bigint | null;
}

/** One stored row of a slashing, perhaps one copy of several. */
export type SlashingRow = RowOf<typeof incident> & { amounts: SlashedAmount[] };

/** Returns every stored row of a slashing, oldest first, with what it took from each strategy. */
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

/** Returns the operators and strategies that were slashed together, by "<operator>-<strategy>". */
export const slashedPairs = (slashings: SlashingRow[]) =>
  new Map(
    slashings.flatMap(({ operator, amounts }) =>
      amounts.map(({ strategy }) => [`${operator}-${strategy}`, { operator, strategy }] as const),
    ),
  );
