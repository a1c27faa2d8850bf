import { Card } from "@/app/_components/card";
import { Cell, DataTable, HeadCell, Row } from "@/app/_components/data-table";
import { Count } from "@/app/_components/quantity";
import type { ListProps } from "./items";
import { Since } from "./since";
import { WatchedName } from "./watched-name";

/** Watched AVSs: how many operators secure them, and the changes. */
export function WatchedAvs({ items, hasVisited }: ListProps) {
  const services = items.flatMap((item) => item.avs ?? []);
  if (services.length === 0) return null;
  return (
    <Card flush title="AVSs">
      <DataTable
        caption="Watched AVSs"
        head={
          <>
            <HeadCell>AVS</HeadCell>
            <HeadCell numeric>Operators</HeadCell>
            <HeadCell numeric priority={2}>
              30 d
            </HeadCell>
            {hasVisited && (
              <HeadCell numeric priority={3}>
                Since last visit
              </HeadCell>
            )}
          </>
        }
      >
        {services.map((row) => (
          <Row key={row.address}>
            <WatchedName kind="avs" address={row.address} name={row.name} />
            <Cell numeric className="font-semibold">
              <Count value={row.operatorCount} />
            </Cell>
            <Cell numeric priority={2}>
              <Since now={row.operatorCount} before={row.operatorCount30dAgo} unit="count" />
            </Cell>
            {hasVisited && (
              <Cell numeric priority={3}>
                <Since now={row.operatorCount} before={row.operatorCountAtVisit} unit="count" />
              </Cell>
            )}
          </Row>
        ))}
      </DataTable>
    </Card>
  );
}
