import { type Column, ColumnHead } from "@/app/_components/column-head";
import { Cell, DataTable, HeadCell, Row } from "@/app/_components/data-table";
import { Entity } from "@/app/_components/entity";
import { Bps, Change, Count, Usd } from "@/app/_components/quantity";
import { ValueBar } from "@/app/_components/value-bar";
import { WatchStar } from "@/app/_components/watch/watch-star";
import { plainName } from "@/app/_lib/plain-name";
import type { RouterOutputs } from "@/server/router";
import { type AvsSort, type AvsState, hrefWith } from "../search-params";

export type AvsRow = RouterOutputs["analytics"]["avs"]["list"]["rows"][number];

const NAME = { key: "name", label: "AVS", first: "asc" } as const;
const COLUMNS: Column<AvsSort>[] = [
  { key: "operators", label: "Operators", first: "desc", numeric: true },
  { key: "change", label: "30 d", first: "desc", numeric: true, priority: 2 },
  { key: "allocated", label: "Allocated", first: "desc", numeric: true, priority: 2, metric: "allocated" },
  { key: "tvs", label: "Operators' value", first: "desc", numeric: true, priority: 3, metric: "operatorTvs" },
  { key: "delegators", label: "Delegators", first: "desc", numeric: true, priority: 3 },
  { key: "sets", label: "Sets", first: "desc", numeric: true, priority: 4 },
  {
    key: "commission",
    label: "Commission",
    first: "asc",
    numeric: true,
    priority: 4,
    metric: "avsCommission",
  },
  { key: "slashings", label: "Slashings", first: "desc", numeric: true, priority: 3, metric: "slashings" },
];

/** Every way the list sorts, for the control that phones show instead of the headings. */
export const SORT_OPTIONS = [NAME, ...COLUMNS].map(({ key, label, first }) => ({ key, label, first }));

export function AvsTable({ rows, state }: { rows: AvsRow[]; state: AvsState }) {
  const first = (state.page - 1) * state.rows;
  const most = Math.max(0, ...rows.map((row) => row.operatorCount));
  const order = {
    sort: state.sort,
    dir: state.dir,
    hrefFor: (change: Partial<AvsState>) => hrefWith(state, change),
  };
  return (
    <DataTable
      caption="AVSs"
      head={
        <>
          <HeadCell numeric priority={3} className="w-10">
            #
          </HeadCell>
          <ColumnHead column={NAME} {...order} />
          {COLUMNS.map((column) => (
            <ColumnHead key={column.key} column={column} {...order} />
          ))}
        </>
      }
    >
      {rows.map((row, index) => (
        <Row key={row.address}>
          <Cell numeric priority={3} className="text-dim">
            {first + index + 1}
          </Cell>
          <Cell className="w-full max-w-0 min-w-36 sm:min-w-52">
            <span className="flex min-w-0 items-center gap-2">
              <Entity
                address={row.address}
                name={row.name}
                href={`/avs/${row.address}`}
                stretched
                phoneNote={
                  row.allocatedUsd !== null && (
                    <span className="text-xs text-dim">
                      <Usd value={row.allocatedUsd} /> allocated
                    </span>
                  )
                }
              />
              <WatchStar
                entityType="avs"
                entityId={row.address}
                name={plainName(row.name) ?? row.address}
                className="ml-auto"
              />
            </span>
          </Cell>
          <Cell numeric>
            <Count value={row.operatorCount} className="font-semibold" />
            <ValueBar value={row.operatorCount} max={most} />
          </Cell>
          <Cell numeric priority={2}>
            <Change
              value={row.operatorCount30dAgo === null ? null : row.operatorCount - row.operatorCount30dAgo}
              unit="count"
              arrow={false}
            />
          </Cell>
          <Cell numeric priority={2}>
            {row.allocationCount === 0 ? (
              <span className="text-dim">nothing</span>
            ) : (
              <Usd value={row.allocatedUsd} className="font-semibold" />
            )}
          </Cell>
          <Cell numeric priority={3}>
            <Usd value={row.operatorTvsUsd} />
          </Cell>
          <Cell numeric priority={3}>
            <Count value={row.delegatorCount} />
          </Cell>
          <Cell numeric priority={4}>
            <Count value={row.operatorSetCount} />
          </Cell>
          <Cell numeric priority={4}>
            <Bps value={row.medianCommissionBps} />
          </Cell>
          <Cell numeric priority={3} className={row.slashingCount > 0 ? "text-critical" : "text-dim"}>
            <Count value={row.slashingCount} />
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}
