import { shortAddress } from "@/app/_components/entity/short-address";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
import { Badge } from "@/app/_components/ui/badge";
import { Address } from "@/app/_components/values/address";
import { Count, Usd } from "@/app/_components/values/quantity";
import { Slashable } from "@/app/_components/values/slashable";
import { Time } from "@/app/_components/values/time";
import { ValueBar } from "@/app/_components/values/value-bar";
import { allocatedCertainty } from "@/app/_components/values/value-mark";
import type { RouterOutputs } from "@/server/trpc/router";

type OperatorSet = RouterOutputs["analytics"]["avs"]["sets"][number];

/** Where slashed stake of a set goes; a set that nobody knows more of is not said to burn it. */
function outcomeOf({ isRedistributing, redistributionRecipient, id }: OperatorSet): string {
  if (isRedistributing === null) return "recipient not known";
  if (!isRedistributing) return "burns what it slashes";
  return redistributionRecipient !== null && id.startsWith(redistributionRecipient)
    ? "redistributes to the AVS itself"
    : `redistributes to ${shortAddress(redistributionRecipient ?? "")}`;
}

/** The operator sets of an AVS with what each could slash. */
export function SetTable({ sets }: { sets: OperatorSet[] }) {
  const most = Math.max(0, ...sets.map((set) => set.allocatedUsd ?? 0));
  return (
    <DataTable
      caption="Operator sets"
      columns={[
        { label: "Set" },
        { label: "Operators", numeric: true, priority: 2 },
        { label: "Assets", numeric: true, priority: 3 },
        { label: "Allocated", numeric: true, metric: "allocated" },
        { label: "Slashable", numeric: true, priority: 2, metric: "slashable" },
        { label: "Slashings", numeric: true, priority: 3 },
        { label: "Last activity", numeric: true, priority: 4 },
      ]}
    >
      {sets.map((set) => (
        <Row key={set.id}>
          <Cell className="whitespace-nowrap">
            <span className="font-semibold">Operator set {set.setNumber}</span>
            <span className="block text-xs text-dim">{outcomeOf(set)}</span>
            <span className="block text-xs text-dim">
              {set.slasher ? (
                <>
                  slasher <Address address={set.slasher} />
                </>
              ) : (
                "slasher not known"
              )}
            </span>
            {set.pendingCount !== null && set.pendingCount > 0 && (
              <Badge tone="medium" className="ml-2">
                {set.pendingCount} pending
              </Badge>
            )}
          </Cell>
          <Cell numeric priority={2}>
            <Count value={set.operatorCount} />
          </Cell>
          <Cell numeric priority={3}>
            <Count value={set.strategyCount} />
          </Cell>
          <Cell numeric className="w-1/4">
            {set.operatorCount === 0 ? (
              <span className="text-dim">nothing</span>
            ) : (
              <>
                <Usd value={set.allocatedUsd} of={allocatedCertainty(set)} className="font-semibold" />
                <ValueBar value={set.allocatedUsd} max={most} />
              </>
            )}
          </Cell>
          <Cell numeric priority={2}>
            {set.operatorCount === 0 ? <span className="text-dim">nothing</span> : <Slashable of={set} />}
          </Cell>
          <Cell numeric priority={3} className={set.slashingCount ? "text-critical" : "text-dim"}>
            <Count value={set.slashingCount} />
          </Cell>
          <Cell numeric priority={4}>
            <Time at={set.lastActivityAt} show="day" className="whitespace-nowrap" />
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
