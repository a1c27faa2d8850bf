import { SECURES } from "../clocks/activity";
import type { Network } from "../network";
import type { Operator } from "../operator";
import { partOf } from "../parts";
import { isRead } from "../source";
import { allocatedFigures, ratio } from "../unknown";
import { type Columns, type Filter, filterOf } from "./list";
import { perNetwork } from "./per-network";

/** One operator at one AVS, in USD, basis points, days and counts. */
export type OperatorAvsRow = ReturnType<typeof rowsOf>[number];

const rowsOf = ({ avs, source }: Network, operator: Operator) =>
  operator.avs.map((part) => ({
    address: part.avs,
    name: avs.get(part.avs)?.name ?? null,
    securing: part.securing,
    statusSinceAt: part.statusSince,
    firstRegisteredAt: part.firstRegisteredAt,
    cycleCount: isRead(source, "operator_avs_registration_history") ? part.registrationCount : null,
    registeredDayCount: part.registeredDayCount,
    /** Sets that it is known to be a member of; `null` if the pipeline does not say. */
    operatorSetCount: part.memberOfSets?.length ?? null,
    ...allocatedFigures(part.allocated),
    commissionBps: part.split.bps,
    commissionSource: part.split.source,
    slashingCount: operator.slashingCount === null ? null : part.slashings.length,
  }));

const rowsByOperator = perNetwork(() => new WeakMap<Operator, OperatorAvsRow[]>());

/** Returns every AVS that an operator secures, secured or may secure. */
export function operatorAvs(network: Network, operator: Operator): OperatorAvsRow[] {
  const known = rowsByOperator(network);
  const rows = known.get(operator) ?? rowsOf(network, operator);
  known.set(operator, rows);
  return rows;
}

export const OPERATOR_AVS_COLUMNS = {
  name: { unit: "text", value: (row) => row.name },
  allocated: { unit: "usd", value: (row) => row.allocatedUsd },
  commission: { unit: "bps", value: (row) => row.commissionBps },
  since: { unit: "time", value: (row) => row.statusSinceAt },
  days: { unit: "days", value: (row) => row.registeredDayCount },
  cycles: { unit: "count", value: (row) => row.cycleCount },
  sets: { unit: "count", value: (row) => row.operatorSetCount },
} as const satisfies Columns<OperatorAvsRow>;
export type OperatorAvsColumnId = keyof typeof OPERATOR_AVS_COLUMNS;

export const OPERATOR_AVS_STATUSES = ["active", "past", "all"] as const;

/**
 * Returns the condition for a status. An AVS that the operator is not known to have left counts as possibly active.
 */
export const avsWithStatus = (status: (typeof OPERATOR_AVS_STATUSES)[number]): Filter<OperatorAvsRow> =>
  filterOf({ status }, [
    status === "all"
      ? undefined
      : ({ securing }) => (status === "active") === (SECURES.has(securing) || securing === "unknown"),
  ]);

/** Returns the mean; `null` if any split is not known, since it could move it. */
const meanOf = (splits: readonly (number | null)[]): number | null =>
  ratio(
    splits.reduce((sum, bps) => (sum === null || bps === null ? null : sum + bps), 0),
    splits.length,
  );

/**
 * Returns how many AVSs an operator secures, may secure and secured, its total allocated value, and its mean AVS
 * split.
 */
export function avsSummary({ source }: Network, { avs, avsCount, allocated, value }: Operator) {
  const now = avs.filter(({ securing }) => SECURES.has(securing));
  const unknownCount = avs.filter(({ securing }) => securing === "unknown").length;
  return {
    activeCount: avsCount,
    unknownCount,
    pastCount: isRead(source, "operator_avs_relationships")
      ? avs.filter(({ securing }) => securing === "has-secured").length
      : null,
    averageCommissionBps: unknownCount > 0 ? null : meanOf(now.map(({ split }) => split.bps)),
    ...allocatedFigures(allocated),
    /** As a part of its priced stake. */
    allocatedRatio: partOf(allocated, value),
  };
}
