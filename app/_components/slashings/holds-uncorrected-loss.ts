/** Matches the marks of present values. Marks of losses and past days do not concern the values shown now. */
const MARK = /^is(Tvs|OperatorTvs|Allocated|Slashable|WorstCase)?UpperBound$/;

/** Returns whether any value in the data of a page may still include slashed stake. */
export function holdsUncorrectedLoss(shown: unknown): boolean {
  if (Array.isArray(shown)) return shown.some(holdsUncorrectedLoss);
  if (typeof shown !== "object" || shown === null || shown instanceof Date) return false;
  return Object.entries(shown).some(
    ([key, value]) => (value === true && MARK.test(key)) || holdsUncorrectedLoss(value),
  );
}
