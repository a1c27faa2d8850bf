/** How much slashes took of the pipeline's daily values of one operator in one strategy. */
export interface SlashedHistory {
  operator: string;
  strategy: string;
  /** The day of the first slash; values of earlier days are unchanged. `null` if not known. */
  since: string | null;
  /** The stored days from then on. */
  days: Map<string, SlashedDay>;
}

export interface SlashedDay {
  /** How much slashes took of the pipeline's value; `null` if that value is not known. */
  takenUsd: number | null;
  /** The value that slashes left. */
  valueUsd: number | null;
  /** Whether slashes may have taken more. */
  isUpperBound: boolean;
  maxMagnitude: bigint | null;
}
