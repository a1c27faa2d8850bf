import { formatEthExact, formatNumber, formatPercent, formatUsdExact } from "@/server/format";
import type { Point } from "./geometry";

export type SeriesFormat = "usd" | "eth" | "count" | "percent";

const EXACT = {
  usd: formatUsdExact,
  eth: formatEthExact,
  count: formatNumber,
  percent: (value: number | null) => formatPercent(value, { digits: 2 }),
};

/** Returns a chart value in words, with its exact digits. */
export const exactValue = ({ value, isUpperBound }: Omit<Point, "on">, format: SeriesFormat): string =>
  value == null ? "no data" : `${isUpperBound ? "up to " : ""}${EXACT[format](value)}`;
