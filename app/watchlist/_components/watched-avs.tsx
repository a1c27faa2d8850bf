import { EntityCell } from "@/app/_components/entity/entity-cell";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
import { Card } from "@/app/_components/ui/card";
import { Count } from "@/app/_components/values/quantity";
import type { ListProps } from "./items";
import { Since, sinceVisit } from "./since";

/** Lists watched AVSs: how many operators secure them, and the changes. */
export function WatchedAvs({ items, hasVisited }: ListProps) {
  const services = items.flatMap((item) => item.avs ?? []);
  if (services.length === 0) return null;
  return (
    <Card flush title="AVSs" action={<CsvButton small of="watched AVSs" href={csvHref("watched-avs")} />}>
      <DataTable
        caption="Watched AVSs"
        columns={[
          { label: "AVS" },
          { label: "Operators", numeric: true },
          { label: "30 d", numeric: true, priority: 2 },
          ...sinceVisit(hasVisited),
        ]}
      >
        {services.map((row) => (
          <Row key={row.address}>
            <EntityCell wasWatched kind="avs" address={row.address} name={row.name} />
            <Cell numeric className="font-semibold">
              <Count value={row.operatorCount} />
            </Cell>
            <Cell numeric priority={2}>
              <Since now={row.operatorCount} before={row.operatorCount30dAgo} />
            </Cell>
            {hasVisited && (
              <Cell numeric priority={3}>
                <Since now={row.operatorCount} before={row.operatorCountAtVisit} />
              </Cell>
            )}
          </Row>
        ))}
      </DataTable>
    </Card>
  );
}
