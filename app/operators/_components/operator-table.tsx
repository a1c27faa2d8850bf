import { UnknownCount } from "@/app/_components/certainty/unknown-count";
import { Spark } from "@/app/_components/charts/spark";
import { CompareToggle } from "@/app/_components/compare/compare-toggle";
import { EntityCell } from "@/app/_components/entity/entity-cell";
import { plainName } from "@/app/_components/entity/plain-name";
import type { SortChoice } from "@/app/_components/filters/filter-bar";
import { RiskMark } from "@/app/_components/risk/risk-mark";
import {
  Cell,
  type Column,
  DataTable,
  RANK,
  RankCell,
  Row,
  sortsOf,
} from "@/app/_components/tables/data-table";
import { Badge } from "@/app/_components/ui/badge";
import { Meter } from "@/app/_components/values/meter";
import { Bps, Change, Count, Counted, Percent } from "@/app/_components/values/quantity";
import { ValueCell } from "@/app/_components/values/value-bar";
import { formatScore } from "@/server/format";
import type { RouterOutputs } from "@/server/trpc/router";
import { hrefWith, type OperatorSort, type OperatorState } from "../search-params";

type ListRow = RouterOutputs["analytics"]["operators"]["list"]["rows"][number];
/** A row of the list, or of the screener, which also has the score. */
export type OperatorRow = ListRow & { score?: number | null };

/** Hidden beside the score on a narrow screen. */
const WIDE = "max-[1199px]:hidden";
const TREND: Column<OperatorSort> = { label: "90 d", ofUsd: true, priority: 4 };
const COLUMNS: Column<OperatorSort>[] = [
  RANK,
  { key: "name", label: "Operator" },
  { key: "tvs", label: "TVS", numeric: true, metric: "tvs" },
  { key: "change", label: "30 d", ofUsd: true, numeric: true, priority: 2 },
  {
    key: "stake",
    label: "Stake 30 d",
    numeric: true,
    priority: 3,
    className: WIDE,
    metric: "stakeChange",
  },
  TREND,
  { key: "delegators", label: "Delegators", numeric: true, priority: 2, metric: "delegators" },
  { key: "avs", label: "AVSs", numeric: true, priority: 3, metric: "avs" },
  { key: "commission", label: "PI split", first: "asc", numeric: true, priority: 3, metric: "commission" },
  { key: "utilization", label: "Utilization", numeric: true, priority: 4, metric: "utilization" },
  { key: "days", label: "Days", numeric: true, priority: 4, metric: "operationalDays" },
  { key: "slashings", label: "Slashed", numeric: true, priority: 3, metric: "slashings" },
  { key: "risk", label: "Risk", first: "desc", priority: 2, metric: "risk" },
];
const SCORE: Column<OperatorSort> = {
  key: "score",
  label: "Score",
  numeric: true,
  priority: 2,
  metric: "score",
};

/** Returns the columns; the score takes the place of the trend. */
const columnsFor = (withScore: boolean) =>
  withScore ? [...COLUMNS.filter((column) => column !== TREND), SCORE] : COLUMNS;

/** Returns every order of the list: its columns, and status, which has no column. */
export const sortChoices = (withScore: boolean): SortChoice[] => [
  ...sortsOf(columnsFor(withScore)),
  { sort: "status", label: "Status", dir: "desc" },
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
  const most = Math.max(0, ...rows.map((row) => row.tvsUsd ?? 0));
  return (
    <DataTable
      caption="Operators"
      columns={columnsFor(withScore)}
      order={{ ...state, hrefFor: (change) => hrefWith(state, change) }}
    >
      {rows.map((row, index) => (
        <Row key={row.address}>
          <RankCell state={state} index={index} />
          <EntityCell
            kind="operator"
            address={row.address}
            name={row.name}
            phoneNote={<RiskMark small level={row.riskLevel} />}
            tools={
              <span className="max-sm:hidden">
                <CompareToggle address={row.address} name={plainName(row.name) ?? row.address} />
              </span>
            }
          >
            {row.isActive === false && <Badge>Inactive</Badge>}
          </EntityCell>
          <ValueCell value={row.tvsUsd} of={row} max={most} sorted={sortedFigure(row, state.sort)} />
          <Cell numeric priority={2}>
            <Change value={row.tvsChange30dRatio} arrow={false} />
          </Cell>
          <Cell numeric priority={3} className={WIDE}>
            <Change value={row.stakeChange30dRatio} arrow={false} />
          </Cell>
          {!withScore && (
            <Cell priority={4}>
              <Spark
                values={row.tvsTrendUsd ?? []}
                label="Value secured over 90 days"
                ofUsd
                isUpperBound={row.isTrendUpperBound}
              />
            </Cell>
          )}
          <Cell numeric priority={2}>
            <Count value={row.delegatorCount} />
          </Cell>
          <Cell numeric priority={3}>
            <Count value={row.avsCount} />
            <UnknownCount count={row.unknownAvsCount} />
          </Cell>
          <Cell numeric priority={3}>
            <Bps value={row.commissionBps} />
          </Cell>
          <Cell numeric priority={4}>
            <span className="inline-flex items-center gap-2">
              <span className="max-2xl:hidden">
                <Meter ratio={row.utilizationRatio} />
              </span>
              <Percent value={row.utilizationRatio} className="min-w-12" />
            </span>
          </Cell>
          <Cell numeric priority={4}>
            <Count value={row.operationalDayCount} />
          </Cell>
          <Cell numeric priority={3} className={row.slashingCount ? "text-critical" : "text-dim"}>
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

/** Returns the figure that the list is sorted by, where a phone hides its column. */
function sortedFigure(row: OperatorRow, sort: OperatorSort) {
  if (sort === "change") return <Change value={row.tvsChange30dRatio} over="in 30 d" arrow={false} />;
  if (sort === "stake")
    return (
      <>
        stake <Change value={row.stakeChange30dRatio} arrow={false} />
      </>
    );
  if (sort === "delegators") return <Counted value={row.delegatorCount} one="delegator" />;
  if (sort === "avs") return <Counted value={row.avsCount} one="AVS" many="AVSs" />;
  if (sort === "commission")
    return (
      <>
        PI split <Bps value={row.commissionBps} />
      </>
    );
  if (sort === "utilization")
    return (
      <>
        <Percent value={row.utilizationRatio} /> utilized
      </>
    );
  if (sort === "days") return <Counted value={row.operationalDayCount} one="day" />;
  if (sort === "slashings") return <Counted value={row.slashingCount} one="slashing" />;
  if (sort === "score") return `score ${formatScore(row.score ?? null)}`;
  return null;
}
