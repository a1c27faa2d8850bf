/** The database did not answer in time; what was asked may or may not have happened. */
export class DeadlineError extends Error {
  override name = "DeadlineError";
}

/**
 * As many turns as there are connections, given in order. Waiting happens here and not in postgres-js, whose own queue
 * a caller cannot leave: cancelling a query that still waits for its connection leaks the connection.
 */
export function makeSlots(count: number) {
  let free = count;
  const waiting: (() => void)[] = [];
  const turn = () => {
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      const next = waiting.shift();
      if (next) next();
      else free++;
    };
  };

  /** Waits for a turn, and answers with what ends it, which may be called twice; rejects with a DeadlineError when it takes too long. */
  return async function take(milliseconds: number): Promise<() => void> {
    if (free > 0) {
      free--;
      return turn();
    }
    await new Promise<void>((resolve, reject) => {
      const go = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(go), 1);
        reject(new DeadlineError(`No connection was free within ${milliseconds} ms.`));
      }, milliseconds);
      waiting.push(go);
    });
    return turn();
  };
}
