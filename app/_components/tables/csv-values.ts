import type { CsvColumns } from "@/app/_components/tables/columns";

/** How much of `tvs_usd` is known: it may be lower, or parts are not in it. */
export const TVS_CERTAINTY: CsvColumns<{ isTvsUpperBound: boolean; unpricedCount: number }> = {
  is_tvs_upper_bound: (row) => row.isTvsUpperBound,
  unknown_value_count: (row) => row.unpricedCount,
};

/** The most that can be slashed; `slashable_usd` is what surely can be. */
export const SLASHABLE_UP_TO: CsvColumns<{
  slashableUpToUsd: number | null;
  isSlashableUpperBound: boolean;
  unpricedSlashableCount: number;
}> = {
  slashable_up_to_usd: (row) => row.slashableUpToUsd,
  is_slashable_upper_bound: (row) => row.isSlashableUpperBound,
  unknown_slashable_count: (row) => row.unpricedSlashableCount,
};
