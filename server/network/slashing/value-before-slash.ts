/** The part of an operator's priced value that a strategy was just before it was slashed for the first time. */
export interface ValueBeforeSlash {
  /** The day whose values these are; `null` where today's shares stand in. */
  day: string | null;
  /** 0..1, after earlier slashes of its other strategies; `null`: not known. */
  ofValueRatio: number | null;
  /** The same with nothing taken off by earlier slashes, so that the parts of all strategies add up. */
  ofStakeRatio: number | null;
  /** The prices: those of the day, or today's where the day has none. */
  basis: "day" | "shares";
}
