import { fileOf } from "@/app/_components/tables/columns";
import { TVS_CERTAINTY } from "@/app/_components/tables/csv-values";
import { OPERATOR_LIST } from "@/app/operators/list";
import type { RouterOutputs } from "@/server/trpc/router";
import type { Columns } from "./columns";

type Item = RouterOutputs["account"]["watchlist"]["list"]["items"][number];
type Of<Kind extends "operator" | "avs" | "strategy"> = NonNullable<Item[Kind]>;

export const watchedOperatorColumns: Columns<Of<"operator">> = {
  ...fileOf(OPERATOR_LIST),
  delegator_count_30d_ago: (row) => row.past.delegatorCount30dAgo,
  avs_count_30d_ago: (row) => row.past.avsCount30dAgo,
  tvs_at_last_visit_usd: (row) => row.past.tvsUsdAtVisit,
  is_slashed_since_last_visit: (row) => row.past.isSlashedSinceVisit,
};

export const watchedAvsColumns: Columns<Of<"avs">> = {
  address: (row) => row.address,
  name: (row) => row.name,
  operator_count: (row) => row.operatorCount,
  operator_count_30d_ago: (row) => row.operatorCount30dAgo,
  operator_count_at_last_visit: (row) => row.operatorCountAtVisit,
};

export const watchedStrategyColumns: Columns<Of<"strategy">> = {
  address: (row) => row.address,
  symbol: (row) => row.symbol,
  name: (row) => row.name,
  tvs_usd: (row) => row.tvsUsd,
  ...TVS_CERTAINTY,
  tvs_30d_ago_usd: (row) => row.tvsUsd30dAgo,
  tvs_at_last_visit_usd: (row) => row.tvsUsdAtVisit,
  operator_count: (row) => row.operatorCount,
};
