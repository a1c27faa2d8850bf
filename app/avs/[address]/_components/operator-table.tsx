import { OperatorEntity } from "@/app/_components/entity/entity";
import { Cell, type Column, DataTable, type Order, Row } from "@/app/_components/tables/data-table";
import { Badge } from "@/app/_components/ui/badge";
import { Bps, Count, Usd } from "@/app/_components/values/quantity";
import { Time } from "@/app/_components/values/time";
import { ValueCell } from "@/app/_components/values/value-bar";
import type { RouterOutputs } from "@/server/trpc/router";
import type { OperatorSort } from "../search-params";

type Free = RouterOutputs["analytics"]["avs"]["operators"]["rows"][number];
type Whole = RouterOutputs["analytics"]["avs"]["allocators"]["rows"][number];

const FREE: Column<OperatorSort>[] = [
  { key: "name", label: "Operator" },
  { key: "tvs", label: "TVS", numeric: true, metric: "tvs" },
  { key: "delegators", label: "Delegators", numeric: true, priority: 2 },
];
const PAID: Column<OperatorSort>[] = [
  { key: "allocated", label: "Allocated here", numeric: true, priority: 2, metric: "allocated" },
  { label: "In set", numeric: true, priority: 4 },
  {
    key: "commission",
    label: "Split here",
    first: "asc",
    numeric: true,
    priority: 3,
    metric: "avsCommission",
  },
];
const SINCE: Column<OperatorSort> = {
  key: "since",
  label: "Registered since",
  first: "asc",
  numeric: true,
  priority: 3,
};

type AvsOperatorTableProps = { rows: (Free | Whole)[]; order: Order<OperatorSort> };

/** The operators that secure an AVS; with what each allocates to it where the rows have that. */
export function AvsOperatorTable({ rows, order }: AvsOperatorTableProps) {
  const most = Math.max(0, ...rows.map((row) => row.tvsUsd ?? 0));
  const isWhole = rows.some((row) => "allocatedUsd" in row);
  return (
    <DataTable
      caption="Operators that secure it"
      columns={[...FREE, ...(isWhole ? PAID : []), SINCE]}
      order={order}
    >
      {rows.map((row) => (
        <Row key={row.address}>
          <Cell className="w-full max-w-0 min-w-36 sm:min-w-52">
            <span className="flex min-w-0 items-center gap-2">
              <OperatorEntity address={row.address} name={row.name} stretched />
              {row.isActive === false && <Badge>Inactive</Badge>}
            </span>
          </Cell>
          <ValueCell value={row.tvsUsd} of={row} max={most} />
          <Cell numeric priority={2}>
            <Count value={row.delegatorCount} />
          </Cell>
          {"allocatedUsd" in row && (
            <>
              <Cell numeric priority={2}>
                {row.setNumbers === null && row.allocatedUsd === 0 ? (
                  <span className="text-dim">nothing</span>
                ) : (
                  <Usd
                    value={row.allocatedUsd}
                    of={{
                      isTvsUpperBound: row.isAllocatedUpperBound,
                      unpricedCount: row.unpricedAllocatedCount,
                    }}
                    className="font-semibold"
                  />
                )}
              </Cell>
              <Cell numeric priority={4} className="text-dim">
                {row.setNumbers && row.setNumbers.length > 0 && `set ${row.setNumbers.join(", ")}`}
              </Cell>
              <Cell numeric priority={3}>
                <Bps value={row.commissionBps} />
              </Cell>
            </>
          )}
          <Cell numeric priority={3}>
            <Time at={row.registeredSince} show="day" className="whitespace-nowrap" />
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
