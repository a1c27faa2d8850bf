/** The parts that slashes took of the pipeline's daily values of one operator in one strategy. */
export interface SlashedHistory {
  operator: string;
  strategy: string;
  /** The day of the first slash: nothing was taken of the days before. `null`: not known. */
  since: string | null;
  /** The days that were kept since then. */
  days: Map<string, SlashedDay>;
}

export interface SlashedDay {
  /** The part that slashes took of the pipeline's own value; `null`: that value is not known. */
  takenUsd: number | null;
  /** The part that they left of it. */
  valueUsd: number | null;
  /** They may have taken more. */
  isUpperBound: boolean;
  maxMagnitude: bigint | null;
}
