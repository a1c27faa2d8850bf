import { EntityCell } from "@/app/_components/entity/entity-cell";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
import { Card } from "@/app/_components/ui/card";
import { Count, Usd } from "@/app/_components/values/quantity";
import type { ListProps } from "./items";
import { Moved, sinceVisit } from "./since";

/** Lists watched strategies: value, holders, and the changes. */
export function WatchedStrategies({ items, hasVisited }: ListProps) {
  const strategies = items.flatMap((item) => item.strategy ?? []);
  if (strategies.length === 0) return null;
  return (
    <Card
      flush
      title="Strategies"
      action={<CsvButton small of="watched strategies" href={csvHref("watched-strategies")} />}
    >
      <DataTable
        caption="Watched strategies"
        columns={[
          { label: "Strategy" },
          { label: "TVS", numeric: true },
          { label: "30 d", ofUsd: true, numeric: true, priority: 2 },
          ...sinceVisit(hasVisited, "usd"),
          { label: "Operators", numeric: true, priority: 2 },
        ]}
      >
        {strategies.map((row) => (
          <Row key={row.address}>
            <EntityCell wasWatched kind="strategy" address={row.address} name={row.symbol ?? row.name} />
            <Cell numeric>
              <Usd value={row.tvsUsd} of={row} className="font-semibold" />
            </Cell>
            <Cell numeric priority={2}>
              <Moved value={row.tvsChange30dRatio} />
            </Cell>
            {hasVisited && (
              <Cell numeric priority={3}>
                <Moved value={row.tvsChangeSinceVisitRatio} />
              </Cell>
            )}
            <Cell numeric priority={2}>
              <Count value={row.operatorCount} />
            </Cell>
          </Row>
        ))}
      </DataTable>
    </Card>
  );
}
