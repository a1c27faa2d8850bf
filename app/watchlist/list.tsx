import { ENTITY_CELL, EntityName } from "@/app/_components/entity/entity-name";
import { type FixedColumn, fileOf, fixedListOf } from "@/app/_components/tables/columns";
import { TVS_CERTAINTY } from "@/app/_components/tables/csv-values";
import { Badge } from "@/app/_components/ui/badge";
import { Change, Count, Usd } from "@/app/_components/values/quantity";
import { VERDICT_LOOK } from "@/app/_components/verdict/verdict-look";
import { VerdictMark } from "@/app/_components/verdict/verdict-mark";
import { OPERATOR_LIST } from "@/app/operators/list";
import type { OperatorColumnId } from "@/server/network/lists/operators";
import type { RouterOutputs } from "@/server/trpc/router";
import { Moved, Since } from "./_components/since";

type Item = RouterOutputs["account"]["watchlist"]["list"]["items"][number];

/** The columns that the watchlist shares with the list of operators. */
const SHARED = ["verdict", "tvs", "change", "delegators", "avs"] as const satisfies OperatorColumnId[];

const OTHERS = (Object.keys(OPERATOR_LIST.values) as OperatorColumnId[]).filter(
  (id) => !SHARED.some((shared) => shared === id),
);

/** Returns the CSV columns of the list of operators with these ids, without those that have a price of their own. */
function operatorFile(ids: readonly OperatorColumnId[]) {
  const { values, columns } = OPERATOR_LIST;
  const some = Object.fromEntries(ids.map((id) => [id, values[id]])) as typeof values;
  return fileOf({ values: some, columns });
}

/** Watched operators; in the file with all figures of the list of operators. */
export const WATCHED_OPERATOR_LIST = fixedListOf({
  name: {
    header: "Operator",
    metric: null,
    csv: {
      ...operatorFile(OTHERS),
      is_slashed_since_last_visit: (row) => row.past.isSlashedSinceVisit,
    },
    cellClass: ENTITY_CELL,
    cell: (row) => (
      <EntityName
        wasWatched
        kind="operator"
        address={row.address}
        name={row.name}
        phoneNote={<VerdictMark small word={row.verdict} />}
      >
        {row.isActive === false && <Badge>Inactive</Badge>}
        {row.past.isSlashedSinceVisit && <Badge tone="critical">Slashed since</Badge>}
      </EntityName>
    ),
  },
  verdict: { ...VERDICT_LOOK, metric: null, csv: operatorFile(["verdict"]) },
  tvs: {
    header: "TVS",
    align: "right",
    metric: null,
    csv: operatorFile(["tvs"]),
    cell: (row) => (
      <>
        <Usd value={row.tvsUsd} of={row} className="font-semibold" />
        <Change value={row.tvsChange30dRatio} arrow={false} ofUsd className="block text-xs sm:hidden" />
      </>
    ),
  },
  change: {
    header: "30 d",
    ofUsd: true,
    align: "right",
    priority: 2,
    metric: null,
    csv: operatorFile(["change"]),
    cell: (row) => <Change value={row.tvsChange30dRatio} />,
  },
  sinceVisit: {
    header: "Since last visit",
    ofUsd: true,
    align: "right",
    priority: 3,
    metric: null,
    csv: { tvs_at_last_visit_usd: (row) => row.past.tvsUsdAtVisit },
    cell: (row) => <Moved value={row.past.tvsChangeSinceVisitRatio} />,
  },
  delegators: {
    header: "Delegators",
    align: "right",
    priority: 2,
    metric: null,
    csv: operatorFile(["delegators"]),
    cell: (row) => <Count value={row.delegatorCount} />,
  },
  delegatorChange: {
    header: "30 d",
    align: "right",
    priority: 3,
    metric: null,
    csv: { delegator_count_30d_ago: (row) => row.past.delegatorCount30dAgo },
    cell: (row) => <Since now={row.delegatorCount} before={row.past.delegatorCount30dAgo} />,
  },
  avs: {
    header: "AVSs",
    align: "right",
    priority: 3,
    metric: null,
    csv: operatorFile(["avs"]),
    cell: (row) => <Count value={row.avsCount} />,
  },
  avsChange: {
    header: "30 d",
    align: "right",
    priority: 4,
    metric: null,
    csv: {
      avs_count_30d_ago: (row) => row.past.avsCount30dAgo,
    },
    cell: (row) => <Since now={row.avsCount} before={row.past.avsCount30dAgo} />,
  },
} satisfies Record<string, FixedColumn<NonNullable<Item["operator"]>>>);

/** Watched AVSs: how many operators secure them, and the changes. */
export const WATCHED_AVS_LIST = fixedListOf({
  name: {
    header: "AVS",
    metric: null,
    csv: { address: (row) => row.address, name: (row) => row.name },
    cellClass: ENTITY_CELL,
    cell: (row) => <EntityName wasWatched kind="avs" address={row.address} name={row.name} />,
  },
  operators: {
    header: "Operators",
    align: "right",
    metric: null,
    csv: { operator_count: (row) => row.operatorCount },
    cellClass: "font-semibold",
    cell: (row) => <Count value={row.operatorCount} />,
  },
  change: {
    header: "30 d",
    align: "right",
    priority: 2,
    metric: null,
    csv: { operator_count_30d_ago: (row) => row.operatorCount30dAgo },
    cell: (row) => <Since now={row.operatorCount} before={row.operatorCount30dAgo} />,
  },
  sinceVisit: {
    header: "Since last visit",
    align: "right",
    priority: 3,
    metric: null,
    csv: { operator_count_at_last_visit: (row) => row.operatorCountAtVisit },
    cell: (row) => <Since now={row.operatorCount} before={row.operatorCountAtVisit} />,
  },
} satisfies Record<string, FixedColumn<NonNullable<Item["avs"]>>>);

/** Watched strategies: value, holders, and the changes. */
export const WATCHED_STRATEGY_LIST = fixedListOf({
  name: {
    header: "Strategy",
    metric: null,
    csv: { address: (row) => row.address, symbol: (row) => row.symbol, name: (row) => row.name },
    cellClass: ENTITY_CELL,
    cell: (row) => (
      <EntityName wasWatched kind="strategy" address={row.address} name={row.symbol ?? row.name} />
    ),
  },
  tvs: {
    header: "TVS",
    align: "right",
    metric: null,
    csv: { tvs_usd: (row) => row.tvsUsd, ...TVS_CERTAINTY },
    cell: (row) => <Usd value={row.tvsUsd} of={row} className="font-semibold" />,
  },
  change: {
    header: "30 d",
    ofUsd: true,
    align: "right",
    priority: 2,
    metric: null,
    csv: { tvs_30d_ago_usd: (row) => row.tvsUsd30dAgo },
    cell: (row) => <Moved value={row.tvsChange30dRatio} />,
  },
  sinceVisit: {
    header: "Since last visit",
    ofUsd: true,
    align: "right",
    priority: 3,
    metric: null,
    csv: { tvs_at_last_visit_usd: (row) => row.tvsUsdAtVisit },
    cell: (row) => <Moved value={row.tvsChangeSinceVisitRatio} />,
  },
  operators: {
    header: "Operators",
    align: "right",
    priority: 2,
    metric: null,
    csv: { operator_count: (row) => row.operatorCount },
    cell: (row) => <Count value={row.operatorCount} />,
  },
} satisfies Record<string, FixedColumn<NonNullable<Item["strategy"]>>>);
