import type postgres from "postgres";

/** Sends a statement, as `unsafe` of postgres-js does. */
export type Send = (statement: string, ...rest: unknown[]) => Answer;
export type Answer = PromiseLike<unknown> & {
  catch: (handler: (error: unknown) => unknown) => unknown;
  finally: (handler: () => void) => unknown;
  values: () => Promise<unknown>;
};

/**
 * Returns an answer like that of `unsafe`: the statement is sent only when the answer is awaited or its values are
 * requested.
 */
export const answerWhenAsked = (rows: () => Promise<unknown>, values: () => Promise<unknown>): Answer => ({
  // biome-ignore lint/suspicious/noThenProperty: drizzle awaits the result of `unsafe`, or calls its values()
  then: (...handlers) => rows().then(...handlers),
  catch: (handler) => rows().catch(handler),
  finally: (handler) => rows().finally(handler),
  values,
});

/** Returns a client that sends its statements by the function that `replace` makes of its own. */
export function sendingBy(client: postgres.Sql, replace: (send: Send) => Send): postgres.Sql {
  // postgres-js types a statement by its rows; here only the text is read and passed on.
  const send = replace(client.unsafe as unknown as Send);
  return new Proxy(client, {
    get: (target, key) => (key === "unsafe" ? send : Reflect.get(target, key)),
  });
}

/** Returns whether a statement only reads. One that may write in any part of it does not count. */
export const isRead = (statement: string): boolean =>
  /^\s*(select|with|table|values)\b/i.test(statement) &&
  !/\b(insert|update|delete|merge|into|nextval|setval|lo_\w+|pg_notify|dblink\w*)\b/i.test(statement);
