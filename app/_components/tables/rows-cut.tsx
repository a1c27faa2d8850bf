import { formatNumber } from "@/server/format";

/** The most rows of a list without pages: anybody can create thousands of sets, AVSs and strategies. */
export const MOST_ROWS = 100;

/** Says that a list is cut, and how long it is. Renders nothing if it is complete. */
export const RowsCut = ({
  count,
  most = MOST_ROWS,
  many = "rows",
}: {
  count: number;
  most?: number;
  many?: string;
}) => count > most && `The first ${most} of ${formatNumber(count)} ${many} are shown.`;
