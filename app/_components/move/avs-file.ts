import type { Move } from "@/server/network/moving/move";
import type { CsvColumns } from "../tables/columns";

type Row = Move["avs"][number] & Pick<Move, "worst">;
type Time = keyof Move["worst"];

/** Returns each AVS of a move with what all of them take together at each time, which tells the times that are not known. */
export const moveAvsRows = ({ avs, worst }: Move): Row[] => avs.map((row) => ({ ...row, worst }));

/** Returns the part that the AVS can take, at most; `null` at a time at which allocations are not all known. */
const partAt = (time: Time) => (row: Row) =>
  row.worst[time] === null ? null : row.exposed[time].ofStakeRatio;

/** The CSV file of what each AVS can take of a stake that moves, as parts of the priced stake, 0..1. */
export const MOVE_AVS_FILE: CsvColumns<Row> = {
  avs: (row) => row.address,
  avs_name: (row) => row.name,
  before_ratio: partAt("now"),
  if_it_stays_once_announced_ratio: partAt("stays"),
  in_the_14_days_ratio: partAt("between"),
  on_arrival_ratio: partAt("arrival"),
  then_once_announced_ratio: partAt("settled"),
};
