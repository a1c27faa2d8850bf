import type { CsvColumns } from "@/app/_components/tables/columns";
import type { RouterOutputs } from "@/server/trpc/router";

type Period = RouterOutputs["analytics"]["operators"]["avs"]["periods"][number];

/** The CSV file of the periods in which an operator was registered with AVSs. */
export const AVS_PERIOD_FILE: CsvColumns<Period> = {
  avs: (row) => row.address,
  avs_name: (row) => row.name,
  registered_from_utc: (row) => row.fromAt,
  registered_until_utc: (row) => row.untilAt,
};
