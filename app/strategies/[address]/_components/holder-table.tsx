import { OperatorEntity } from "@/app/_components/entity/entity";
import { Cell, type Column, DataTable, type Order, Row } from "@/app/_components/tables/data-table";
import { Meter } from "@/app/_components/values/meter";
import { Count, Percent, Shares, Usd } from "@/app/_components/values/quantity";
import { ValueBar } from "@/app/_components/values/value-bar";
import type { RouterOutputs } from "@/server/trpc/router";
import type { HolderSort } from "../search-params";

type Free = RouterOutputs["analytics"]["strategies"]["operators"]["rows"][number];
type Whole = RouterOutputs["analytics"]["strategies"]["holders"]["rows"][number];

const PART: Column<HolderSort>[] = [
  { key: "name", label: "Operator" },
  { key: "value", label: "Of the asset", numeric: true },
];
const WHOLE: Column<HolderSort>[] = [
  ...PART,
  { label: "Value", numeric: true, priority: 2 },
  { key: "share", label: "Of the operator", numeric: true, priority: 3 },
  { label: "Shares", numeric: true, priority: 4 },
  { key: "utilization", label: "Utilization", numeric: true, priority: 3, metric: "utilization" },
  { key: "delegators", label: "Delegators", numeric: true, priority: 2 },
];

type HolderTableProps = { rows: (Free | Whole)[]; decimals: number | null; order: Order<HolderSort> };

/**
 * Lists the operators that hold a strategy; with value, shares, utilization and delegators where the rows have
 * them.
 */
export function HolderTable({ rows, decimals, order }: HolderTableProps) {
  const most = Math.max(0, ...rows.map((row) => row.ofStrategyRatio ?? 0));
  const columns = rows.some((row) => "shares" in row) ? WHOLE : PART;
  return (
    <DataTable caption="Operators that hold it" columns={columns} order={order}>
      {rows.map((row) => (
        <Row key={row.address}>
          <Cell className="w-full max-w-0 min-w-36 sm:min-w-52">
            <OperatorEntity address={row.address} name={row.name} stretched />
          </Cell>
          <Cell numeric>
            <Percent value={row.ofStrategyRatio} className="font-semibold" />
            <ValueBar value={row.ofStrategyRatio} max={most} />
          </Cell>
          {"shares" in row && (
            <>
              <Cell numeric priority={2}>
                <Usd value={row.tvsUsd} of={row} />
              </Cell>
              <Cell numeric priority={3}>
                <Percent value={row.ofOperatorRatio} />
              </Cell>
              <Cell numeric priority={4}>
                <Shares value={row.shares} decimals={decimals} />
              </Cell>
              <Cell numeric priority={3}>
                <span className="inline-flex items-center gap-2">
                  <Meter ratio={row.utilizationRatio} />
                  <Percent value={row.utilizationRatio} className="min-w-12" />
                </span>
              </Cell>
              <Cell numeric priority={2}>
                <Count value={row.delegatorCount} />
              </Cell>
            </>
          )}
        </Row>
      ))}
    </DataTable>
  );
}
