const MINUTE_MILLISECONDS = 60_000;

/** Counts the calls of this process to the chain's node, so that a flood of visitors cannot run up a bill. */
export interface CallBudget {
  /** Takes one call, unless the last minute has used up this part of the budget. Returns whether it may be made. */
  take: (part?: number) => boolean;
}

/** Returns a budget of so many calls in any minute. */
export function callBudget(perMinute: number, now: () => number = Date.now): CallBudget {
  let taken: number[] = [];
  return {
    take(part = 1) {
      const time = now();
      taken = taken.filter((at) => time - at < MINUTE_MILLISECONDS);
      if (taken.length >= perMinute * part) return false;
      taken.push(time);
      return true;
    },
  };
}
