/** What was asked is not asked at all, because it failed a moment ago. */
export class RestError extends Error {
  override name = "RestError";
}

/**
 * Keeps callers from waiting in line for something that does not answer: after a failure everybody is refused at once
 * with a RestError, and after `restMilliseconds` one caller at a time tries whether it answers again.
 */
export function makeBreaker(restMilliseconds: number) {
  let failedAt: number | undefined;
  let isTrying = false;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    const isOpen = failedAt !== undefined;
    if (isOpen && (isTrying || performance.now() - (failedAt ?? 0) < restMilliseconds))
      throw new RestError("It did not answer a moment ago.");
    if (isOpen) isTrying = true;
    try {
      const answer = await work();
      failedAt = undefined;
      return answer;
    } catch (error) {
      failedAt = performance.now();
      throw error;
    } finally {
      if (isOpen) isTrying = false;
    }
  };
}
