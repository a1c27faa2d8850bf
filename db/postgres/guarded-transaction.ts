import type postgres from "postgres";
import { isClosed } from "./connection-errors";
import { answerWhenAsked, sendingBy } from "./statements";

/** Thrown if a transaction goes on although its connection is gone. Postgres has rolled it back. */
class TransactionOverError extends Error {
  override name = "TransactionOverError";
  readonly code = "CONNECTION_CLOSED";
}

const never = new Promise<never>(() => {});

/**
 * Begins a transaction as `begin` of postgres-js does, with the same arguments. Once its connection is gone it sends
 * nothing more: postgres-js 3.4 would send the rest on the connection's next session, outside of any transaction, or
 * throw where nobody can catch it.
 */
export async function beginGuarded(client: postgres.Sql, args: unknown[]): Promise<unknown> {
  const [options, work] = args.length > 1 ? args : [undefined, args[0]];
  if (typeof work !== "function") throw new TypeError("A transaction needs its work.");
  let isOver = false;
  const guarded = async (transaction: postgres.Sql) => {
    const sending = sendingBy(transaction, (send) => (statement, ...rest) => {
      if (!isOver) return send(statement, ...rest);
      const over = async () => {
        throw new TransactionOverError("The connection of this transaction is gone.");
      };
      return answerWhenAsked(over, over);
    });
    try {
      const result: unknown = await work(sending);
      return isOver ? await never : result;
    } catch (error) {
      // Not settled, so that postgres-js sends no rollback; `begin` has failed by itself.
      if (isOver || isClosed(error)) return await never;
      throw error;
    }
  };
  const given = options === undefined ? [guarded] : [options, guarded];
  try {
    return await Reflect.apply(client.begin, client, given);
  } finally {
    isOver = true;
  }
}
