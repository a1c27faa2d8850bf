import type { CsvColumns } from "@/app/_components/tables/columns";
import { supposedLoss } from "@/app/_components/tables/csv-values";
import type { RouterOutputs } from "@/server/trpc/router";

type Row = RouterOutputs["analytics"]["operators"]["worstCase"]["detail"]["byAvs"][number];

/** Returns the CSV file of an operator's losses by AVS, if each AVS slashes this fraction of what it can. */
export const avsLossFile = (fraction: number): CsvColumns<Row> => ({
  avs: (row) => row.address,
  avs_name: (row) => row.name,
  operator_set_count: (row) => row.operatorSetCount,
  strategy_count: (row) => row.strategyCount,
  slashable_up_to_usd: (row) => row.slashableUpToUsd,
  unknown_value_count: (row) => row.unpricedCount,
  ...supposedLoss(fraction),
});
