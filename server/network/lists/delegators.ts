import type { Columns } from "./list";

/** One staker who delegates to an operator, in USD, ratios 0..1 and counts. */
export interface DelegatorRow {
  address: string;
  /**
   * The delegator's value, without `unknownCount` parts. It and `strategyCount` are `null` if positions were not read.
   */
  valueUsd: number | null;
  isUpperBound: boolean;
  unknownCount: number;
  /** The delegator's value as a part of the operator's priced stake. */
  shareRatio: number | null;
  strategyCount: number | null;
  symbols: (string | null)[];
  delegatedAt: Date | null;
}

export const DELEGATOR_COLUMNS = {
  address: { unit: "text", value: (row) => row.address },
  value: { unit: "usd", value: (row) => row.valueUsd },
  share: { unit: "ratio", value: (row) => row.shareRatio, sort: null },
  strategies: { unit: "count", value: (row) => row.strategyCount },
  since: { unit: "time", value: (row) => row.delegatedAt },
} as const satisfies Columns<DelegatorRow>;
export type DelegatorColumnId = keyof typeof DELEGATOR_COLUMNS;
