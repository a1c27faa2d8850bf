import { Badge } from "@/app/_components/badge";
import { type Column, ColumnHead } from "@/app/_components/column-head";
import { Cell, DataTable, HeadCell, Row } from "@/app/_components/data-table";
import { Entity } from "@/app/_components/entity";
import { Bps, Count, Usd } from "@/app/_components/quantity";
import { Time } from "@/app/_components/time";
import { ValueBar } from "@/app/_components/value-bar";
import type { RouterOutputs } from "@/server/router";
import type { OperatorSort } from "../search-params";

type Free = RouterOutputs["analytics"]["avs"]["operators"]["rows"][number];
type Whole = RouterOutputs["analytics"]["avs"]["allocators"]["rows"][number];

const NAME: Column<OperatorSort> = { key: "name", label: "Operator", first: "asc" };
const TVS: Column<OperatorSort> = { key: "tvs", label: "TVS", first: "desc", numeric: true, metric: "tvs" };
const DELEGATORS: Column<OperatorSort> = {
  key: "delegators",
  label: "Delegators",
  first: "desc",
  numeric: true,
  priority: 2,
};
const SINCE: Column<OperatorSort> = {
  key: "since",
  label: "Registered since",
  first: "asc",
  numeric: true,
  priority: 3,
};
const ALLOCATED: Column<OperatorSort> = {
  key: "allocated",
  label: "Allocated here",
  first: "desc",
  numeric: true,
  priority: 2,
  metric: "allocated",
};
const COMMISSION: Column<OperatorSort> = {
  key: "commission",
  label: "Commission here",
  first: "asc",
  numeric: true,
  priority: 3,
  metric: "avsCommission",
};

type AvsOperatorTableProps = {
  rows: (Free | Whole)[];
  sort: OperatorSort;
  dir: "asc" | "desc";
  hrefFor: (change: { sort: OperatorSort; dir: "asc" | "desc" }) => string;
};

/** The operators that secure an AVS; with what each allocates to it where the rows have that. */
export function AvsOperatorTable({ rows, ...order }: AvsOperatorTableProps) {
  const most = Math.max(0, ...rows.map((row) => row.tvsUsd ?? 0));
  const isWhole = rows.some((row) => "allocatedUsd" in row);
  return (
    <DataTable
      caption="Operators that secure it"
      head={
        <>
          <ColumnHead column={NAME} {...order} />
          <ColumnHead column={TVS} {...order} />
          <ColumnHead column={DELEGATORS} {...order} />
          {isWhole && (
            <>
              <ColumnHead column={ALLOCATED} {...order} />
              <HeadCell numeric priority={4}>
                Sets
              </HeadCell>
              <ColumnHead column={COMMISSION} {...order} />
            </>
          )}
          <ColumnHead column={SINCE} {...order} />
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.address}>
          <Cell className="w-full max-w-0 min-w-36 sm:min-w-52">
            <span className="flex min-w-0 items-center gap-2">
              <Entity address={row.address} name={row.name} href={`/operators/${row.address}`} stretched />
              {row.isActive === false && <Badge>Inactive</Badge>}
            </span>
          </Cell>
          <Cell numeric>
            <Usd value={row.tvsUsd} className="font-semibold" />
            <ValueBar value={row.tvsUsd} max={most} />
          </Cell>
          <Cell numeric priority={2}>
            <Count value={row.delegatorCount} />
          </Cell>
          {"allocatedUsd" in row && (
            <>
              <Cell numeric priority={2}>
                {row.setNumbers === null ? (
                  <span className="text-dim">nothing</span>
                ) : (
                  <Usd value={row.allocatedUsd} className="font-semibold" />
                )}
              </Cell>
              <Cell numeric priority={4} className="text-dim">
                {row.setNumbers?.join(", ")}
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
