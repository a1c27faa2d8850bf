import { Badge } from "@/app/_components/badge";
import { Card } from "@/app/_components/card";
import { Cell, DataTable, HeadCell, Row } from "@/app/_components/data-table";
import { Entity } from "@/app/_components/entity";
import { Change, Count, Usd } from "@/app/_components/quantity";
import { RiskMark } from "@/app/_components/risk-mark";
import { WatchStar } from "@/app/_components/watch/watch-star";
import { plainName } from "@/app/_lib/plain-name";
import { Since } from "./figure";
import type { ListProps } from "./items";

/** Watched operators: their figures, and the changes of 30 days and since the last visit. */
export function WatchedOperators({ items, hasVisited }: ListProps) {
  const operators = items.flatMap((item) => item.operator ?? []);
  if (operators.length === 0) return null;
  return (
    <Card flush title="Operators">
      <DataTable
        caption="Watched operators"
        head={
          <>
            <HeadCell>Operator</HeadCell>
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
              Delegators
            </HeadCell>
            <HeadCell numeric priority={3}>
              30 d
            </HeadCell>
            <HeadCell numeric priority={3}>
              AVSs
            </HeadCell>
            <HeadCell numeric priority={4}>
              30 d
            </HeadCell>
            <HeadCell priority={2}>Risk</HeadCell>
          </>
        }
      >
        {operators.map(({ past, ...row }) => (
          <Row key={row.address}>
            <Cell className="w-full max-w-0 min-w-36 sm:min-w-52">
              <span className="flex min-w-0 items-center gap-2">
                <Entity
                  address={row.address}
                  name={row.name}
                  href={`/operators/${row.address}`}
                  stretched
                  phoneNote={<RiskMark small level={row.riskLevel} />}
                />
                {row.isActive === false && <Badge>Inactive</Badge>}
                {past.isSlashedSinceVisit && <Badge tone="critical">Slashed</Badge>}
                <WatchStar
                  entityType="operator"
                  entityId={row.address}
                  name={plainName(row.name) ?? row.address}
                  wasWatched
                  className="ml-auto"
                />
              </span>
            </Cell>
            <Cell numeric>
              <Usd value={row.tvsUsd} className="font-semibold" />
              <Change value={row.tvsChange30dRatio} arrow={false} className="block text-xs sm:hidden" />
            </Cell>
            <Cell numeric priority={2}>
              <Change value={row.tvsChange30dRatio} />
            </Cell>
            {hasVisited && (
              <Cell numeric priority={3}>
                <Since now={row.tvsUsd} before={past.tvsUsdAtVisit} />
              </Cell>
            )}
            <Cell numeric priority={2}>
              <Count value={row.delegatorCount} />
            </Cell>
            <Cell numeric priority={3}>
              <Since now={row.delegatorCount} before={past.delegatorCount30dAgo} unit="count" />
            </Cell>
            <Cell numeric priority={3}>
              <Count value={row.avsCount} />
            </Cell>
            <Cell numeric priority={4}>
              <Since now={row.avsCount} before={past.avsCount30dAgo} unit="count" />
            </Cell>
            <Cell priority={2}>
              <RiskMark level={row.riskLevel} />
            </Cell>
          </Row>
        ))}
      </DataTable>
    </Card>
  );
}
