import { OperatorEntity } from "@/app/_components/entity/entity";
import { MetricTip } from "@/app/_components/metrics/metric-tip";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
import { Card } from "@/app/_components/ui/card";
import { Empty } from "@/app/_components/ui/empty";
import { Change, Counted, Usd } from "@/app/_components/values/quantity";
import type { RouterOutputs } from "@/server/trpc/router";

type Mover = RouterOutputs["analytics"]["network"]["movers"]["risers"][number];

/**
 * Lists the operators whose stake rose, or fell, most in a week; the change of `unknownCount` others is not
 * known.
 */
export function MoversCard({
  title,
  rows,
  unknownCount,
}: {
  title: string;
  rows: Mover[];
  unknownCount: number;
}) {
  return (
    <Card
      flush
      title={
        <>
          {title} <MetricTip metric="movers" />
        </>
      }
      action="7 days"
    >
      {rows.length === 0 ? (
        unknownCount > 0 ? (
          <Empty title="None is known">No stake is known to have moved this way by enough to matter.</Empty>
        ) : (
          <Empty title="Nobody this week">No operator's stake moved this way by enough to matter.</Empty>
        )
      ) : (
        <DataTable
          caption={`${title} in seven days`}
          columns={[
            { label: "Operator" },
            { label: "TVS", numeric: true, priority: 2 },
            { label: "Stake", ofUsd: true, numeric: true },
            { label: "%", ofUsd: true, numeric: true },
          ]}
        >
          {rows.map((row) => (
            <Row key={row.address}>
              <Cell className="w-full max-w-0 min-w-32">
                <OperatorEntity address={row.address} name={row.name} stretched />
              </Cell>
              <Cell numeric priority={2}>
                <Usd value={row.tvsUsd} of={row} />
              </Cell>
              <Cell numeric>
                <Change value={row.stakeChangeUsd} unit="usd" arrow={false} className="font-semibold" />
              </Cell>
              <Cell numeric>
                <Change value={row.stakeChangeRatio} arrow={false} />
              </Cell>
            </Row>
          ))}
        </DataTable>
      )}
      {unknownCount > 0 && (
        <p className="px-4 py-2 text-2xs text-dim md:px-4.5">
          Of <Counted value={unknownCount} one="operator" /> with stake the change is not known.
        </p>
      )}
    </Card>
  );
}
