import type { OwnAct } from "../operator";
import { isRead } from "../source";
import { type Draft, pairOf } from "./draft";

/** Tables whose rows are acts of operators. Where one was not read, a later act may stand in it. */
const TABLES = [
  "operator_allocations",
  "operator_commission_history",
  "operator_avs_registration_history",
  "operator_metadata",
];

export const areActsRead = ({ facts }: Draft) => isRead(facts, ...TABLES);

/**
 * Returns the newest act of every operator itself, never of its delegators. Allocation rows written by a slash do not
 * count, nor departures from an AVS, which may be the AVS's act.
 */
export function lastOwnActs(draft: Draft): Map<string, OwnAct> {
  const { facts, slashings } = draft;
  const last = new Map<string, OwnAct>();
  const add = (operator: string, kind: OwnAct["kind"], at: Date | null | undefined) => {
    const known = last.get(operator);
    if (at && (!known || at > known.at)) last.set(operator, { kind, at });
  };
  const slashed = new Set(
    slashings.map(
      ({ operator, operatorSet, blockNumber }) => `${pairOf(operator, operatorSet)} ${blockNumber}`,
    ),
  );
  for (const row of facts.allocations) {
    const set = pairOf(row.operator, row.operatorSet);
    const isBySlash = [row.effectBlock, row.allocatedAtBlock].some((block) => slashed.has(`${set} ${block}`));
    if (!isBySlash) add(row.operator, "allocation", row.allocatedAt);
  }
  for (const row of facts.commissionChanges) add(row.operator, "commission", row.changedAt);
  for (const row of facts.registrationEvents)
    if (row.status === "REGISTERED") add(row.operator, "registration", row.changedAt);
  for (const row of facts.operatorRegistrations) add(row.address, "registration", row.registeredAt);
  for (const row of facts.operatorMetadata) add(row.address, "metadata", row.updatedAt);
  for (const row of facts.operatorStates) {
    add(row.address, "registration", row.registeredAt);
    add(row.address, "approver", row.approverUpdatedAt);
  }
  return last;
}
