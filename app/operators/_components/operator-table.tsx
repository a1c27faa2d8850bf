import { Badge } from "@/app/_components/badge";
import { Spark } from "@/app/_components/charts/spark";
import { type Column, ColumnHead } from "@/app/_components/column-head";
import { CompareToggle } from "@/app/_components/compare/compare-toggle";
import { Cell, DataTable, HeadCell, Row } from "@/app/_components/data-table";
import { Entity } from "@/app/_components/entity";
import { Meter } from "@/app/_components/meter";
import { Bps, Change, Count, Percent, Usd } from "@/app/_components/quantity";
import { RiskMark } from "@/app/_components/risk-mark";
import { ValueBar } from "@/app/_components/value-bar";
import { WatchStar } from "@/app/_components/watch/watch-star";
import { formatScore } from "@/app/_lib/format";
import { plainName } from "@/app/_lib/plain-name";
import type { RouterOutputs } from "@/server/router";
import { hrefWith, type OperatorSort, type OperatorState } from "../search-params";

type ListRow = RouterOutputs["analytics"]["operators"]["list"]["rows"][number];
/** A row of the list, or of the screener, which has the score too. */
export type OperatorRow = ListRow & { score?: number | null };

const COLUMNS: Column<OperatorSort>[] = [
  { key: "tvs", label: "TVS", first: "desc", numeric: true, metric: "tvs" },
  { key: "change", label: "30 d", first: "desc", numeric: true, priority: 2 },
];
const MORE: Column<OperatorSort>[] = [
  { key: "delegators", label: "Delegators", first: "desc", numeric: true, priority: 2, metric: "delegators" },
  { key: "avs", label: "AVSs", first: "desc", numeric: true, priority: 3, metric: "avs" },
  { key: "commission", label: "Commission", first: "asc", numeric: true, priority: 3, metric: "commission" },
  {
    key: "utilization",
    label: "Utilization",
    first: "desc",
    numeric: true,
    priority: 4,
    metric: "utilization",
  },
  { key: "days", label: "Days", first: "desc", numeric: true, priority: 4, metric: "operationalDays" },
  { key: "slashings", label: "Slashed", first: "desc", numeric: true, priority: 3, metric: "slashings" },
  { key: "risk", label: "Risk", first: "desc", priority: 2, metric: "risk" },
];
const SCORE: Column<OperatorSort> = {
  key: "score",
  label: "Score",
  first: "desc",
  numeric: true,
  priority: 2,
  metric: "score",
};

/** Every way the list sorts, for the control that phones show instead of the headings. */
export const sortOptions = (withScore: boolean) => [
  { key: "name" as const, label: "Name", first: "asc" as const },
  { key: "status" as const, label: "Status", first: "desc" as const },
  ...COLUMNS,
  ...MORE,
  ...(withScore ? [SCORE] : []),
];

export function OperatorTable({
  rows,
  state,
  withScore,
}: {
  rows: OperatorRow[];
  state: OperatorState;
  withScore: boolean;
}) {
  const first = (state.page - 1) * state.rows;
  const order = {
    sort: state.sort,
    dir: state.dir,
    hrefFor: (change: { sort: OperatorSort; dir: "asc" | "desc" }) => hrefWith(state, change),
  };
  const most = Math.max(0, ...rows.map((row) => row.tvsUsd ?? 0));
  return (
    <DataTable
      caption="Operators"
      head={
        <>
          <HeadCell numeric priority={3} className="w-10">
            #
          </HeadCell>
          <ColumnHead column={{ key: "name", label: "Operator", first: "asc" }} {...order} />
          {COLUMNS.map((column) => (
            <ColumnHead key={column.key} column={column} {...order} />
          ))}
          <HeadCell priority={4}>90 d</HeadCell>
          {MORE.map((column) => (
            <ColumnHead key={column.key} column={column} {...order} />
          ))}
          {withScore && <ColumnHead column={SCORE} {...order} />}
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
                href={`/operators/${row.address}`}
                stretched
                phoneNote={<RiskMark small level={row.riskLevel} />}
              />
              {row.isActive === false && <Badge>Inactive</Badge>}
              <span className="ml-auto flex">
                <span className="max-sm:hidden">
                  <CompareToggle address={row.address} name={plainName(row.name) ?? row.address} />
                </span>
                <WatchStar
                  entityType="operator"
                  entityId={row.address}
                  name={plainName(row.name) ?? row.address}
                />
              </span>
            </span>
          </Cell>
          <Cell numeric>
            <Usd value={row.tvsUsd} className="font-semibold" />
            <ValueBar value={row.tvsUsd} max={most} />
          </Cell>
          <Cell numeric priority={2}>
            <Change value={row.tvsChange30dRatio} arrow={false} />
          </Cell>
          <Cell priority={4}>
            <Spark values={row.tvsTrendUsd ?? []} label="Value secured over 90 days" />
          </Cell>
          <Cell numeric priority={2}>
            <Count value={row.delegatorCount} />
          </Cell>
          <Cell numeric priority={3}>
            <Count value={row.avsCount} />
          </Cell>
          <Cell numeric priority={3}>
            <Bps value={row.commissionBps} />
          </Cell>
          <Cell numeric priority={4}>
            <span className="inline-flex items-center gap-2">
              <Meter ratio={row.utilizationRatio} />
              <Percent value={row.utilizationRatio} className="min-w-12" />
            </span>
          </Cell>
          <Cell numeric priority={4}>
            <Count value={row.operationalDayCount} />
          </Cell>
          <Cell numeric priority={3} className={row.slashingCount > 0 ? "text-critical" : "text-dim"}>
            <Count value={row.slashingCount} />
          </Cell>
          <Cell priority={2}>
            <RiskMark level={row.riskLevel} />
          </Cell>
          {withScore && (
            <Cell numeric priority={2}>
              {formatScore(row.score ?? null)}
            </Cell>
          )}
        </Row>
      ))}
    </DataTable>
  );
}
