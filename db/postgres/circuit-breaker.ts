import { within } from "./timeout";

/** What was asked got no answer, because others before it got none a moment ago. */
export class RestError extends Error {
  override name = "RestError";
}

/** How long a caller waits for what failed before, while it tries for everybody whether it answers again. */
const TRY_MILLISECONDS = 250;

/**
 * Keeps callers from waiting in line for something that does not answer: after a failure everybody is refused at once
 * with a RestError, and after `restMilliseconds` one caller at a time tries, and waits but a moment.
 */
export function makeBreaker(restMilliseconds: number) {
  let failedAt: number | undefined;
  let isTrying = false;
  const note = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      const answer = await work();
      failedAt = undefined;
      return answer;
    } catch (error) {
      failedAt = performance.now();
      throw error;
    } finally {
      isTrying = false;
    }
  };
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (failedAt === undefined) return await note(work);
    const rests = isTrying || performance.now() - failedAt < restMilliseconds;
    if (rests) throw new RestError("It did not answer a moment ago.");
    isTrying = true;
    return await within(TRY_MILLISECONDS, note(work)).catch(() => {
      throw new RestError("It still does not answer.");
    });
  };
}
