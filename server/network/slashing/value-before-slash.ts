/** The part of an operator's priced value that a strategy was just before it was slashed for the first time. */
export interface ValueBeforeSlash {
  /** The day of these values; `null` if today's shares are used in their place. */
  day: string | null;
  /** The part, 0..1, after earlier slashes of the operator's other strategies; `null`: not known. */
  ofValueRatio: number | null;
  /** The part, 0..1, as if no strategy had been slashed before, so that the parts of all strategies can be added. */
  ofStakeRatio: number | null;
  /** The prices behind the parts: "day" for those of that day, "shares" for today's. */
  basis: "day" | "shares";
}
