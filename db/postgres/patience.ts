import pTimeout from "p-timeout";

const STEP_MILLISECONDS = 100;
/** So many late steps in a row also end the wait, for a loop that is always late. */
const MOST_LATE_STEPS = 10;

/**
 * Returns the result of `work`, or throws `late` after this many milliseconds in which the process could have
 * received it: while the event loop is blocked, an answer may be waiting, so that time does not count.
 */
export async function withPatience<T>(milliseconds: number, work: Promise<T>, late: Error): Promise<T> {
  const over = new AbortController();
  let left = milliseconds;
  let lateSteps = 0;
  let timer: NodeJS.Timeout | undefined;
  const step = (wasOnTime: boolean) => {
    if (left <= 0 && (wasOnTime || ++lateSteps > MOST_LATE_STEPS)) return over.abort(late);
    const length = left > 0 ? Math.min(left, STEP_MILLISECONDS) : STEP_MILLISECONDS;
    left -= length;
    const began = performance.now();
    timer = setTimeout(() => step(performance.now() - began < length + STEP_MILLISECONDS), length);
  };
  step(true);
  const asked = pTimeout(work, { milliseconds: Number.POSITIVE_INFINITY, signal: over.signal });
  return await asked.finally(() => clearTimeout(timer));
}
