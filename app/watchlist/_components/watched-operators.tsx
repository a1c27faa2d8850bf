import { Badge } from "@/app/_components/badge";
import { Card } from "@/app/_components/card";
import { Cell, DataTable, HeadCell, Row } from "@/app/_components/data-table";
import { Change, Count, Usd } from "@/app/_components/quantity";
import { RiskMark } from "@/app/_components/risk-mark";
import type { ListProps } from "./items";
import { Since } from "./since";
import { WatchedName } from "./watched-name";

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
            <WatchedName
              kind="operator"
              address={row.address}
              name={row.name}
              phoneNote={<RiskMark small level={row.riskLevel} />}
            >
              {row.isActive === false && <Badge>Inactive</Badge>}
              {past.isSlashedSinceVisit && <Badge tone="critical">Slashed</Badge>}
            </WatchedName>
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
