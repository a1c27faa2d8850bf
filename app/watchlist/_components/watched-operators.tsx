import { EntityCell } from "@/app/_components/entity/entity-cell";
import { RiskMark } from "@/app/_components/risk/risk-mark";
import { CsvButton } from "@/app/_components/tables/csv-button";
import { csvHref } from "@/app/_components/tables/csv-href";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
import { Badge } from "@/app/_components/ui/badge";
import { Card } from "@/app/_components/ui/card";
import { Change, Count, Usd } from "@/app/_components/values/quantity";
import type { ListProps } from "./items";
import { Moved, Since, sinceVisit } from "./since";

/** Lists watched operators: their figures, and the changes of 30 days and since the last visit. */
export function WatchedOperators({ items, hasVisited }: ListProps) {
  const operators = items.flatMap((item) => item.operator ?? []);
  if (operators.length === 0) return null;
  return (
    <Card
      flush
      title="Operators"
      action={<CsvButton small of="watched operators" href={csvHref("watched-operators")} />}
    >
      <DataTable
        caption="Watched operators"
        columns={[
          { label: "Operator" },
          { label: "TVS", numeric: true },
          { label: "30 d", ofUsd: true, numeric: true, priority: 2 },
          ...sinceVisit(hasVisited, "usd"),
          { label: "Delegators", numeric: true, priority: 2 },
          { label: "30 d", numeric: true, priority: 3 },
          { label: "AVSs", numeric: true, priority: 3 },
          { label: "30 d", numeric: true, priority: 4 },
          { label: "Risk", priority: 2 },
        ]}
      >
        {operators.map(({ past, ...row }) => (
          <Row key={row.address}>
            <EntityCell
              wasWatched
              kind="operator"
              address={row.address}
              name={row.name}
              phoneNote={<RiskMark small level={row.riskLevel} />}
            >
              {row.isActive === false && <Badge>Inactive</Badge>}
              {past.isSlashedSinceVisit && <Badge tone="critical">Slashed since</Badge>}
            </EntityCell>
            <Cell numeric>
              <Usd value={row.tvsUsd} of={row} className="font-semibold" />
              <Change value={row.tvsChange30dRatio} arrow={false} ofUsd className="block text-xs sm:hidden" />
            </Cell>
            <Cell numeric priority={2}>
              <Change value={row.tvsChange30dRatio} />
            </Cell>
            {hasVisited && (
              <Cell numeric priority={3}>
                <Moved value={past.tvsChangeSinceVisitRatio} />
              </Cell>
            )}
            <Cell numeric priority={2}>
              <Count value={row.delegatorCount} />
            </Cell>
            <Cell numeric priority={3}>
              <Since now={row.delegatorCount} before={past.delegatorCount30dAgo} />
            </Cell>
            <Cell numeric priority={3}>
              <Count value={row.avsCount} />
            </Cell>
            <Cell numeric priority={4}>
              <Since now={row.avsCount} before={past.avsCount30dAgo} />
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
