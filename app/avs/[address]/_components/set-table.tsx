import { Badge } from "@/app/_components/badge";
import { Cell, DataTable, HeadCell, Row } from "@/app/_components/data-table";
import { MetricTip } from "@/app/_components/metric-tip";
import { Count, Usd } from "@/app/_components/quantity";
import { Time } from "@/app/_components/time";
import { ValueBar } from "@/app/_components/value-bar";
import type { RouterOutputs } from "@/server/router";

/** The operator sets of an AVS with what each could slash. */
export function SetTable({ sets }: { sets: RouterOutputs["analytics"]["avs"]["sets"] }) {
  const most = Math.max(0, ...sets.map((set) => set.allocatedUsd ?? 0));
  return (
    <DataTable
      caption="Operator sets"
      head={
        <>
          <HeadCell>Set</HeadCell>
          <HeadCell numeric priority={2}>
            Operators
          </HeadCell>
          <HeadCell numeric priority={3}>
            Assets
          </HeadCell>
          <HeadCell numeric>
            <span className="inline-flex items-center gap-1">
              <MetricTip metric="allocated" /> Allocated
            </span>
          </HeadCell>
          <HeadCell numeric priority={2}>
            <span className="inline-flex items-center gap-1">
              <MetricTip metric="slashable" /> Slashable
            </span>
          </HeadCell>
          <HeadCell numeric priority={3}>
            Slashings
          </HeadCell>
          <HeadCell numeric priority={4}>
            Last activity
          </HeadCell>
        </>
      }
    >
      {sets.map((set) => (
        <Row key={set.id}>
          <Cell className="whitespace-nowrap">
            <span className="font-semibold">Operator set {set.setNumber}</span>
            {set.pendingCount > 0 && (
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
                <Usd value={set.allocatedUsd} className="font-semibold" />
                <ValueBar value={set.allocatedUsd} max={most} />
              </>
            )}
          </Cell>
          <Cell numeric priority={2}>
            {set.operatorCount === 0 ? (
              <span className="text-dim">nothing</span>
            ) : (
              <Usd value={set.slashableUsd} />
            )}
          </Cell>
          <Cell numeric priority={3} className={set.slashingCount > 0 ? "text-critical" : "text-dim"}>
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
