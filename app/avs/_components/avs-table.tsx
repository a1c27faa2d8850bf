import { UnknownCount } from "@/app/_components/certainty/unknown-count";
import { EntityCell } from "@/app/_components/entity/entity-cell";
import { Cell, type Column, DataTable, RANK, RankCell, Row } from "@/app/_components/tables/data-table";
import { Bps, Change, Count, Counted, Usd } from "@/app/_components/values/quantity";
import { ValueBar } from "@/app/_components/values/value-bar";
import type { RouterOutputs } from "@/server/trpc/router";
import { type AvsSort, type AvsState, hrefWith } from "../search-params";

export type AvsRow = RouterOutputs["analytics"]["avs"]["list"]["rows"][number];

export const COLUMNS: Column<AvsSort>[] = [
  RANK,
  { key: "name", label: "AVS" },
  { key: "operators", label: "Operators", numeric: true },
  { key: "change", label: "30 d", numeric: true, priority: 2 },
  { key: "allocated", label: "Allocated", numeric: true, priority: 2, metric: "allocated" },
  { key: "tvs", label: "Operators' value", numeric: true, priority: 3, metric: "operatorTvs" },
  { key: "delegators", label: "Delegators", numeric: true, priority: 3 },
  { key: "sets", label: "Sets", numeric: true, priority: 4 },
  {
    key: "commission",
    label: "Split",
    first: "asc",
    numeric: true,
    priority: 4,
    metric: "avsCommission",
  },
  { key: "slashings", label: "Slashings", numeric: true, priority: 3, metric: "slashings" },
];

export function AvsTable({ rows, state }: { rows: AvsRow[]; state: AvsState }) {
  const most = Math.max(0, ...rows.map((row) => row.operatorCount ?? 0));
  return (
    <DataTable
      caption="AVSs"
      columns={COLUMNS}
      order={{ ...state, hrefFor: (change) => hrefWith(state, change) }}
    >
      {rows.map((row, index) => (
        <Row key={row.address}>
          <RankCell state={state} index={index} />
          <EntityCell
            kind="avs"
            address={row.address}
            name={row.name}
            phoneNote={<span className="text-xs text-dim">{phoneFigure(row, state.sort)}</span>}
          />
          <Cell numeric>
            <Count value={row.operatorCount} className="font-semibold" />
            <UnknownCount count={row.unknownOperatorCount} />
            <ValueBar value={row.operatorCount} max={most} />
          </Cell>
          <Cell numeric priority={2}>
            <Change value={changeOf(row)} unit="count" arrow={false} />
          </Cell>
          <Cell numeric priority={2}>
            {row.allocationCount === 0 ? (
              <span className="text-dim">{row.power === "nothing-today" ? "nothing" : "none known"}</span>
            ) : (
              <Usd value={row.allocatedUsd} of={allocatedOf(row)} className="font-semibold" />
            )}
          </Cell>
          <Cell numeric priority={3}>
            <Usd value={row.operatorTvsUsd} of={operatorTvsOf(row)} />
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
          <Cell numeric priority={3} className={row.slashingCount ? "text-critical" : "text-dim"}>
            <Count value={row.slashingCount} />
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}

const allocatedOf = ({ isAllocatedUpperBound, unpricedCount }: AvsRow) => ({
  isTvsUpperBound: isAllocatedUpperBound,
  unpricedCount,
});
const operatorTvsOf = ({ isOperatorTvsUpperBound, unpricedOperatorPartCount }: AvsRow) => ({
  isTvsUpperBound: isOperatorTvsUpperBound,
  unpricedCount: unpricedOperatorPartCount,
});

const changeOf = (row: AvsRow) =>
  row.operatorCount === null || row.operatorCount30dAgo === null
    ? null
    : row.operatorCount - row.operatorCount30dAgo;

/** Returns the figure that the list is sorted by, where a phone hides its column; else the allocated value. */
function phoneFigure(row: AvsRow, sort: AvsSort) {
  if (sort === "change") return <Change value={changeOf(row)} unit="count" over="in 30 d" arrow={false} />;
  if (sort === "tvs")
    return (
      <>
        <Usd value={row.operatorTvsUsd} of={operatorTvsOf(row)} /> with them
      </>
    );
  if (sort === "delegators") return <Counted value={row.delegatorCount} one="delegator" />;
  if (sort === "sets") return <Counted value={row.operatorSetCount} one="set" />;
  if (sort === "commission")
    return (
      <>
        split <Bps value={row.medianCommissionBps} />
      </>
    );
  if (sort === "slashings") return <Counted value={row.slashingCount} one="slashing" />;
  return (
    row.allocatedUsd !== null && (
      <>
        <Usd value={row.allocatedUsd} of={allocatedOf(row)} /> allocated
      </>
    )
  );
}
