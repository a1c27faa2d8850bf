import { shortAddress } from "@/app/_components/entity/short-address";
import { type FixedColumn, fixedListOf } from "@/app/_components/tables/columns";
import { SLASHABLE_UP_TO } from "@/app/_components/tables/csv-values";
import { Badge } from "@/app/_components/ui/badge";
import { Address } from "@/app/_components/values/address";
import { Count, Usd } from "@/app/_components/values/quantity";
import { Slashable } from "@/app/_components/values/slashable";
import { Time } from "@/app/_components/values/time";
import { ValueBar } from "@/app/_components/values/value-bar";
import { allocatedCertainty } from "@/app/_components/values/value-mark";
import type { RouterOutputs } from "@/server/trpc/router";

type OperatorSet = RouterOutputs["analytics"]["avs"]["sets"][number];

/** Returns where a set's slashed stake goes, in words. A set of which nothing is known is not said to burn it. */
function outcomeOf({ isRedistributing, redistributionRecipient, id }: OperatorSet): string {
  if (isRedistributing === null) return "recipient not known";
  if (!isRedistributing) return "burns what it slashes";
  return redistributionRecipient !== null && id.startsWith(redistributionRecipient)
    ? "redistributes to the AVS itself"
    : `redistributes to ${shortAddress(redistributionRecipient ?? "")}`;
}

/**
 * The operator sets of an AVS and what each could slash. Slasher and recipient are empty in the file where they are not
 * known, which never means that a set cannot slash.
 */
export const SET_LIST = fixedListOf({
  set: {
    header: "Set",
    metric: null,
    csv: { operator_set_number: (row) => row.setNumber },
    cellClass: "whitespace-nowrap",
    cell: (row) => (
      <>
        <span className="font-semibold">Operator set {row.setNumber}</span>
        <span className="block text-xs text-dim">{outcomeOf(row)}</span>
        <span className="block text-xs text-dim">
          {row.slasher ? (
            <>
              slasher <Address address={row.slasher} />
            </>
          ) : row.isWithoutSlasher ? (
            "no slasher is set"
          ) : (
            "slasher not known"
          )}
          {row.pendingSlasherBlock !== null && (
            <>
              ; from block <Count value={row.pendingSlasherBlock} /> on{" "}
              {row.pendingSlasher ? <Address address={row.pendingSlasher} /> : "none"}
            </>
          )}
        </span>
        {row.pendingCount !== null && row.pendingCount > 0 && (
          <Badge tone="medium" className="ml-2">
            {row.pendingCount} pending
          </Badge>
        )}
      </>
    ),
  },
  operators: {
    header: "Operators",
    align: "right",
    priority: 2,
    metric: null,
    csv: { operator_count: (row) => row.operatorCount },
    cell: (row) => <Count value={row.operatorCount} />,
  },
  strategies: {
    header: "Strategies",
    align: "right",
    priority: 3,
    metric: null,
    csv: { strategy_count: (row) => row.strategyCount },
    cell: (row) => <Count value={row.strategyCount} />,
  },
  allocated: {
    header: "Allocated",
    align: "right",
    metric: "allocated",
    csv: {
      allocated_usd: (row) => row.allocatedUsd,
      is_allocated_upper_bound: (row) => row.isAllocatedUpperBound,
      unknown_value_count: (row) => row.unpricedCount,
    },
    bar: (row) => row.allocatedUsd,
    cellClass: "w-1/4",
    cell: (row, { most }) =>
      row.operatorCount === 0 ? (
        <span className="text-dim">nothing</span>
      ) : (
        <>
          <Usd value={row.allocatedUsd} of={allocatedCertainty(row)} className="font-semibold" />
          <ValueBar value={row.allocatedUsd} max={most} />
        </>
      ),
  },
  slashable: {
    header: "Slashable",
    align: "right",
    priority: 2,
    metric: "slashable",
    csv: { slashable_usd: (row) => row.slashableUsd, ...SLASHABLE_UP_TO },
    cell: (row) =>
      row.operatorCount === 0 ? <span className="text-dim">nothing</span> : <Slashable of={row} />,
  },
  slasher: {
    header: "Slasher",
    cell: null,
    csv: {
      slasher: (row) => row.slasher,
      pending_slasher: (row) => row.pendingSlasher,
      pending_slasher_block_number: (row) => row.pendingSlasherBlock,
      is_redistributing: (row) => row.isRedistributing,
      redistribution_recipient: (row) => row.redistributionRecipient,
      pending_change_count: (row) => row.pendingCount,
    },
  },
  slashings: {
    header: "Slashings",
    align: "right",
    priority: 3,
    metric: null,
    csv: { slashing_count: (row) => row.slashingCount },
    cellClass: (row) => (row.slashingCount ? "text-critical" : "text-dim"),
    cell: (row) => <Count value={row.slashingCount} />,
  },
  activity: {
    header: "Last activity",
    align: "right",
    priority: 4,
    metric: null,
    csv: { last_activity_at_utc: (row) => row.lastActivityAt },
    cell: (row) => <Time at={row.lastActivityAt} show="day" className="whitespace-nowrap" />,
  },
} satisfies Record<string, FixedColumn<OperatorSet>>);
