import { Entity } from "@/app/_components/entity/entity";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Cell, type Column, DataTable, Row } from "@/app/_components/tables/data-table";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { Meter } from "@/app/_components/values/meter";
import { Count, Part, Percent, Usd } from "@/app/_components/values/quantity";
import { ValueBar } from "@/app/_components/values/value-bar";
import { api } from "@/app/_trpc/server";
import { type StrategyState, strategiesHref } from "../search-params";

const COLUMNS: Column<StrategyState["sort"]>[] = [
  { key: "name", label: "Strategy" },
  { key: "value", label: "Value", numeric: true, metric: "tvs" },
  { key: "delegators", label: "Delegators", numeric: true, priority: 2 },
  { key: "utilization", label: "Utilization", numeric: true, metric: "utilization" },
  { key: "allocated", label: "Allocated", numeric: true, priority: 3, metric: "allocated" },
  { key: "slashed", label: "Slashed", numeric: true, priority: 3, metric: "slashedPart" },
];

/** Every strategy that an operator holds. Only rendered for those who may see it. */
export async function StrategyTable({ address, state }: { address: string; state: StrategyState }) {
  const rows = await api.analytics.operators.strategies.list({ address, ...state });
  const most = Math.max(0, ...rows.map((row) => row.valueUsd ?? 0));
  if (rows.length === 0)
    return (
      <Card>
        <Empty title="No strategy of it is known">The pipeline has read no delegated stake of it.</Empty>
      </Card>
    );
  return (
    <Card
      flush
      title="Every strategy"
      action={
        <CsvButton
          small
          of="strategies"
          href={csvHref("operator-strategies", strategiesHref(address, state), { operator: address })}
        />
      }
    >
      <DataTable
        caption="Strategies of this operator"
        columns={COLUMNS}
        order={{ ...state, hrefFor: (change) => strategiesHref(address, { ...state, ...change }) }}
      >
        {rows.map((row) => (
          <Row key={row.address}>
            <Cell className="w-full max-w-0 min-w-32">
              <Entity
                address={row.address}
                name={row.symbol}
                href={`/strategies/${row.address}`}
                stretched
                note={
                  row.isDead && (
                    <span className="text-xs text-critical">nothing can be delegated into it any more</span>
                  )
                }
              />
            </Cell>
            <Cell numeric>
              <span className="whitespace-nowrap">
                <Usd value={row.valueUsd} of={row} className="font-semibold" />
                <Part value={row.shareRatio} className="ml-2 inline-block min-w-12 text-dim max-sm:hidden" />
              </span>
              <ValueBar value={row.valueUsd} max={most} />
            </Cell>
            <Cell numeric priority={2}>
              <Count value={row.delegatorCount} />
            </Cell>
            <Cell numeric>
              <span className="inline-flex items-center gap-2">
                <span className="max-sm:hidden">
                  <Meter ratio={row.utilizationRatio} />
                </span>
                <Percent value={row.utilizationRatio} className="min-w-12" />
              </span>
            </Cell>
            <Cell numeric priority={3}>
              <Usd
                value={row.allocatedUsd}
                of={{
                  isTvsUpperBound: row.isAllocatedUpperBound,
                  unpricedCount: row.unpricedAllocatedCount,
                }}
              />
            </Cell>
            <Cell numeric priority={3} className={row.slashedRatio ? "text-critical" : "text-dim"}>
              <Percent value={row.slashedRatio} />
            </Cell>
          </Row>
        ))}
      </DataTable>
    </Card>
  );
}
