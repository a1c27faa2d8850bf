/** The marks of present values; a loss that may be less, and a day of the past, say nothing of them. */
const MARK = /^is(Tvs|OperatorTvs|Allocated|Slashable|WorstCase)?UpperBound$/;

/** Returns whether any value in what a page shows may still include slashed stake. */
export function holdsUncorrectedLoss(shown: unknown): boolean {
  if (Array.isArray(shown)) return shown.some(holdsUncorrectedLoss);
  if (typeof shown !== "object" || shown === null || shown instanceof Date) return false;
  return Object.entries(shown).some(
    ([key, value]) => (value === true && MARK.test(key)) || holdsUncorrectedLoss(value),
  );
}
