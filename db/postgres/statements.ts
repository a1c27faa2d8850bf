import type postgres from "postgres";
import { withName } from "./statement-name";

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

/**
 * Makes a client send every statement with its name, also in transactions and savepoints, and returns it. Each client
 * that openClient opens does: there is no other way to the databases.
 */
export function nameStatements<Client extends postgres.Sql | postgres.TransactionSql>(
  client: Client,
): Client {
  const scopes = client as unknown as Record<string, unknown>;
  const send = client.unsafe as unknown as Send;
  scopes.unsafe = (statement: string, ...rest: unknown[]) => send(withName(statement), ...rest);
  for (const key of ["begin", "savepoint"]) {
    const open = scopes[key];
    if (typeof open !== "function") continue;
    const naming = (given: unknown) =>
      typeof given === "function" ? (scope: postgres.TransactionSql) => given(nameStatements(scope)) : given;
    scopes[key] = (...args: unknown[]) => Reflect.apply(open, client, args.map(naming));
  }
  return client;
}

/** Returns whether a statement only reads. One that may write in any part of it does not count. */
export const isRead = (statement: string): boolean =>
  /^\s*(select|with|table|values)\b/i.test(statement) &&
  !/\b(insert|update|delete|merge|into|nextval|setval|lo_\w+|pg_notify|dblink\w*)\b/i.test(statement);
