import { Entity } from "@/app/_components/entity/entity";
import { Cell, DataTable, Row } from "@/app/_components/tables/data-table";
import { Part, Shares } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { ValueCell } from "@/app/_components/values/value-bar";
import type { RouterOutputs } from "@/server/trpc/router";

type Holding = RouterOutputs["analytics"]["stakers"]["detail"]["holdings"][number];

/** Lists a staker's delegated stake by strategy. */
export function HoldingTable({ holdings }: { holdings: Holding[] }) {
  const most = Math.max(0, ...holdings.map((row) => row.tvsUsd ?? 0));
  return (
    <DataTable
      caption="Stake by strategy"
      columns={[
        { label: "Strategy" },
        { label: "Shares", numeric: true, priority: 2 },
        { label: "Value", numeric: true },
        { label: "Of priced stake", numeric: true, priority: 2 },
        { label: "Changed", numeric: true, priority: 3 },
      ]}
    >
      {holdings.map((row) => (
        <Row key={row.address}>
          <Cell className="w-full max-w-0 min-w-32">
            <Entity
              address={row.address}
              name={row.symbol}
              nameless="symbol not known"
              href={`/strategies/${row.address}`}
              stretched
            />
          </Cell>
          <Cell numeric priority={2}>
            <Shares value={row.shares} decimals={row.decimals} />
          </Cell>
          <ValueCell value={row.tvsUsd} of={{ isTvsUpperBound: row.isUpperBound }} max={most} />
          <Cell numeric priority={2}>
            <Part value={row.ofStakeRatio} />
          </Cell>
          <Cell numeric priority={3}>
            <Time at={row.updatedAt} show="day" className="whitespace-nowrap" />
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
