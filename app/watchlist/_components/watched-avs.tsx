import { Card } from "@/app/_components/card";
import { Cell, DataTable, HeadCell, Row } from "@/app/_components/data-table";
import { Entity } from "@/app/_components/entity";
import { Count } from "@/app/_components/quantity";
import { WatchStar } from "@/app/_components/watch/watch-star";
import { plainName } from "@/app/_lib/plain-name";
import { isBuilt } from "@/app/_lib/site";
import { Since } from "./figure";
import type { ListProps } from "./items";

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
            <Cell className="w-full max-w-0 min-w-36 sm:min-w-52">
              <span className="flex min-w-0 items-center gap-2">
                <Entity
                  address={row.address}
                  name={row.name}
                  stretched
                  {...(isBuilt("/avs") && { href: `/avs/${row.address}` })}
                />
                <WatchStar
                  entityType="avs"
                  entityId={row.address}
                  name={plainName(row.name) ?? row.address}
                  wasWatched
                  className="ml-auto"
                />
              </span>
            </Cell>
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
