import { SECURES } from "../clocks/activity";
import { type AppliedSplit, SPLIT_NOT_READ } from "../commission";
import type { Network } from "../network";
import type { Operator, OperatorAvs } from "../operator";
import { partOf } from "../parts";
import { isRead } from "../source";
import { allocatedFigures } from "../unknown";
import { type Columns, type Filter, filterOf } from "./list";
import { perNetwork } from "./per-network";

/** One operator at one AVS: whether it secures it, since when, and how often it was slashed. */
export type OperatorAvsRow = ReturnType<typeof standingOf>;
/** An operator at an AVS with its allocated value and split there, in USD, basis points, days and counts. */
export type OperatorAvsDetailRow = OperatorAvsRow & ReturnType<typeof rowsOf>[number];

const standingOf = ({ avs }: Network, operator: Operator, part: OperatorAvs) => ({
  address: part.avs,
  name: avs.get(part.avs)?.name ?? null,
  securing: part.securing,
  statusSinceAt: part.statusSince,
  slashingCount: operator.slashingCount === null ? null : part.slashings.length,
});

const rowsOf = (network: Network, operator: Operator) =>
  operator.avs.map((part) => ({
    ...standingOf(network, operator, part),
    firstRegisteredAt: part.firstRegisteredAt,
    cycleCount: isRead(network.source, "operator_avs_registration_history") ? part.registrationCount : null,
    registeredDayCount: part.registeredDayCount,
    /** Sets that it is known to be a member of; `null` if the pipeline does not say. */
    operatorSetCount: part.memberOfSets?.length ?? null,
    ...allocatedFigures(part.allocated),
    commissionBps: part.split.bps,
    commissionSource: part.split.source,
  }));

/** Returns a function that computes an operator's rows once per network. */
function oncePerOperator<Row>(rowsFor: (network: Network, operator: Operator) => Row[]) {
  const byOperator = perNetwork(() => new WeakMap<Operator, Row[]>());
  return (network: Network, operator: Operator): Row[] => {
    const known = byOperator(network);
    const rows = known.get(operator) ?? rowsFor(network, operator);
    known.set(operator, rows);
    return rows;
  };
}

/** Returns every AVS that an operator secures, secured or may secure, with the paid figures. */
export const operatorAvsDetail = oncePerOperator<OperatorAvsDetailRow>(rowsOf);

/** Returns every AVS that an operator secures, secured or may secure, without the paid figures. */
export const operatorAvs = oncePerOperator<OperatorAvsRow>((network, operator) =>
  operator.avs.map((part) => standingOf(network, operator, part)),
);

/** A row with or without the paid figures. */
export type ListedOperatorAvsRow = OperatorAvsRow & Partial<OperatorAvsDetailRow>;

const feature = "operatorAvsDetail";

export const OPERATOR_AVS_COLUMNS = {
  name: { unit: "text", value: (row) => row.name },
  allocated: { unit: "usd", value: ({ allocatedUsd = null }) => allocatedUsd, feature },
  commission: { unit: "bps", value: ({ commissionBps = null }) => commissionBps, feature },
  since: { unit: "time", value: (row) => row.statusSinceAt },
  days: { unit: "days", value: ({ registeredDayCount = null }) => registeredDayCount, feature },
  cycles: { unit: "count", value: ({ cycleCount = null }) => cycleCount, feature },
  sets: { unit: "count", value: ({ operatorSetCount = null }) => operatorSetCount, feature },
} as const satisfies Columns<ListedOperatorAvsRow>;
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

/**
 * Returns the lowest and highest split of the rewards of some AVSs, defaults included, and how many the operator set itself.
 * No split is known if one of them is not, since it could be the lowest or the highest; rewards have no known weights, so
 * there is no average.
 */
function splitsOf(splits: readonly AppliedSplit[]) {
  const bps = splits.flatMap((split) => split.bps ?? []);
  const isKnown = bps.length > 0 && bps.length === splits.length;
  return {
    leastSplitBps: isKnown ? Math.min(...bps) : null,
    mostSplitBps: isKnown ? Math.max(...bps) : null,
    setSplitCount: splits.includes(SPLIT_NOT_READ)
      ? null
      : splits.filter(({ source }) => source !== "DEFAULT").length,
  };
}

const NO_SPLITS = { leastSplitBps: null, mostSplitBps: null, setSplitCount: null };

/**
 * Returns how many AVSs an operator secures, may secure and secured, its total allocated value, and the range of its splits
 * of the rewards of the AVSs that it secures.
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
    ...(unknownCount > 0 ? NO_SPLITS : splitsOf(now.map(({ split }) => split))),
    ...allocatedFigures(allocated),
    /** The allocated value as a part of the operator's priced stake. */
    allocatedRatio: partOf(allocated, value),
  };
}
