import type { CsvColumns } from "@/app/_components/tables/columns";
import type { RouterOutputs } from "@/server/trpc/router";

export type Out = RouterOutputs["analytics"];
export type Columns<Row> = CsvColumns<Row>;
