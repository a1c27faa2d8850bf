import { UnknownCount } from "@/app/_components/certainty/unknown-count";
import { Spark } from "@/app/_components/charts/spark";
import { EntityCell } from "@/app/_components/entity/entity-cell";
import { RiskMark } from "@/app/_components/risk/risk-mark";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
import { Change, Count, Part } from "@/app/_components/values/quantity";
import { ValueCell } from "@/app/_components/values/value-bar";
import type { RouterOutputs } from "@/server/trpc/router";

type OperatorRow = RouterOutputs["analytics"]["operators"]["list"]["rows"][number];

/** Lists the first operators with their share of the network's priced stake. */
export function TopOperators({ rows }: { rows: OperatorRow[] }) {
  const most = Math.max(0, ...rows.map((row) => row.tvsUsd ?? 0));
  return (
    <DataTable
      caption="The operators with the most value secured"
      columns={[
        { label: "Operator" },
        { label: "TVS", numeric: true },
        { label: "Of priced stake", numeric: true, priority: 2 },
        { label: "30 d", ofUsd: true, numeric: true, priority: 2 },
        { label: "90 d", ofUsd: true, priority: 3 },
        { label: "Delegators", numeric: true, priority: 3 },
        { label: "AVSs", numeric: true, priority: 3 },
        { label: "Risk", priority: 2 },
      ]}
    >
      {rows.map((row) => (
        <Row key={row.address}>
          <EntityCell
            kind="operator"
            address={row.address}
            name={row.name}
            phoneNote={<RiskMark small level={row.riskLevel} />}
          />
          <ValueCell value={row.tvsUsd} of={row} max={most} />
          <Cell numeric priority={2}>
            <Part value={row.ofNetworkRatio} />
          </Cell>
          <Cell numeric priority={2}>
            <Change value={row.tvsChange30dRatio} arrow={false} />
          </Cell>
          <Cell priority={3}>
            <Spark
              values={row.tvsTrendUsd ?? []}
              label="Value secured over 90 days"
              ofUsd
              isUpperBound={row.isTrendUpperBound}
            />
          </Cell>
          <Cell numeric priority={3}>
            <Count value={row.delegatorCount} />
          </Cell>
          <Cell numeric priority={3}>
            <Count value={row.avsCount} />
            <UnknownCount count={row.unknownAvsCount} />
          </Cell>
          <Cell priority={2}>
            <RiskMark level={row.riskLevel} />
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
