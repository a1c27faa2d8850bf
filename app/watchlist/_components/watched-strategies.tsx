import { Card } from "@/app/_components/card";
import { Cell, DataTable, HeadCell, Row } from "@/app/_components/data-table";
import { Entity } from "@/app/_components/entity";
import { Count, Usd } from "@/app/_components/quantity";
import { WatchStar } from "@/app/_components/watch/watch-star";
import { plainName } from "@/app/_lib/plain-name";
import { isBuilt } from "@/app/_lib/site";
import { Since } from "./figure";
import type { ListProps } from "./items";

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
            <Cell className="w-full max-w-0 min-w-36 sm:min-w-52">
              <span className="flex min-w-0 items-center gap-2">
                <Entity
                  address={row.address}
                  name={row.symbol ?? row.name}
                  stretched
                  {...(isBuilt("/strategies") && { href: `/strategies/${row.address}` })}
                />
                <WatchStar
                  entityType="strategy"
                  entityId={row.address}
                  name={plainName(row.symbol ?? row.name) ?? row.address}
                  wasWatched
                  className="ml-auto"
                />
              </span>
            </Cell>
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
