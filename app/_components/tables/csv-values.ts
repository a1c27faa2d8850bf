import type { CsvColumns } from "@/app/_components/tables/columns";

/** How much of `tvs_usd` is known: it may be lower, or parts are not in it. */
export const TVS_CERTAINTY: CsvColumns<{ isTvsUpperBound: boolean; unpricedCount: number }> = {
  is_tvs_upper_bound: (row) => row.isTvsUpperBound,
  unknown_value_count: (row) => row.unpricedCount,
};
