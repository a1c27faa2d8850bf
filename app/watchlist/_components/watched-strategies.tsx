import { Card } from "@/app/_components/card";
import { Cell, DataTable, HeadCell, Row } from "@/app/_components/data-table";
import { Count, Usd } from "@/app/_components/quantity";
import type { ListProps } from "./items";
import { Since } from "./since";
import { WatchedName } from "./watched-name";

/** Watched strategies: value, who holds it, and the changes. */
export function WatchedStrategies({ items, hasVisited }: ListProps) {
  const strategies = items.flatMap((item) => item.strategy ?? []);
  if (strategies.length === 0) return null;
  return (
    <Card flush title="Strategies">
      <DataTable
        caption="Watched strategies"
        head={
          <>
            <HeadCell>Strategy</HeadCell>
            <HeadCell numeric>TVS</HeadCell>
            <HeadCell numeric priority={2}>
              30 d
            </HeadCell>
            {hasVisited && (
              <HeadCell numeric priority={3}>
                Since last visit
              </HeadCell>
            )}
            <HeadCell numeric priority={2}>
              Operators
            </HeadCell>
          </>
        }
      >
        {strategies.map((row) => (
          <Row key={row.address}>
            <WatchedName kind="strategy" address={row.address} name={row.symbol ?? row.name} />
            <Cell numeric>
              <Usd value={row.tvsUsd} className="font-semibold" />
            </Cell>
            <Cell numeric priority={2}>
              <Since now={row.tvsUsd} before={row.tvsUsd30dAgo} />
            </Cell>
            {hasVisited && (
              <Cell numeric priority={3}>
                <Since now={row.tvsUsd} before={row.tvsUsdAtVisit} />
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
