import { formatNumber } from "@/server/format";

/** The rows that a list without pages shows at most: anybody may make thousands of sets, AVSs and strategies. */
export const MOST_ROWS = 100;

/** Says that a list is cut, and how long it is. Renders nothing where all of it is shown. */
export const RowsCut = ({
  count,
  most = MOST_ROWS,
  many = "rows",
}: {
  count: number;
  most?: number;
  many?: string;
}) => count > most && `The first ${most} of ${formatNumber(count)} ${many} are shown.`;
