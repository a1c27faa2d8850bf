import { setTimeout as wait } from "node:timers/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import { openClient } from "./client";
import { DeadlineError, makeSlots } from "./pool-slots";

/** One statement that ran: its text without parameters, how long it took, and whether it failed. */
export type QueryEvent = { statement: string; milliseconds: number; failed: boolean };

export type PoolOptions = {
  /** Connections at most. */
  max?: number;
  /** How long a caller waits for an answer before it gets a DeadlineError. Default 10 s. */
  deadlineMilliseconds?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /** Called when a server on another machine is reached without encryption. */
  onClear?: () => void;
  /** Called after every statement; never given parameters. */
  onQuery?: (event: QueryEvent) => void;
  /** Must pass before the first statement; each statement that it keeps back fails with its error and asks it anew. */
  admit?: (client: postgres.Sql) => Promise<void>;
};

/**
 * A postgres-js client that cannot hang. postgres-js waits for ever on a connection whose other end is gone, so every
 * caller has a deadline, waiting for a free connection included; when a connection stays silent for as long, later
 * statements go to a fresh client. Who comes after half a deadline without a word from the database has it asked first
 * for a fifth of one at most, so that a machine that went away meanwhile costs that and not the statement.
 */
export function openPool(url: string, settings: Record<string, string>, options: PoolOptions) {
  const deadline = options.deadlineMilliseconds ?? 10_000;
  const max = options.max ?? 10;
  const make = () => {
    const { applicationName, onClear } = options;
    const client = openClient(url, {
      max,
      applicationName,
      idleSeconds: 60,
      settings: { statement_timeout: Math.round(deadline * 0.8), ...settings },
      onClear,
    });
    // drizzle changes a client's parsers when it first meets it, and it only meets the first one.
    drizzle(client);
    return client;
  };
  let current = make();
  let heardAt = performance.now();
  const replace = (dead: postgres.Sql) => {
    if (dead !== current) return;
    current = make();
    heardAt = performance.now();
    void dead.end({ timeout: deadline / 1000 });
  };

  let asking: Promise<void> | undefined;
  const listen = async (quiet: postgres.Sql) => {
    const word = quiet.unsafe("select 1").then(
      () => true,
      () => true,
    );
    const isThere = await Promise.race([word, wait(deadline / 5, false, { ref: false })]);
    if (isThere) heardAt = performance.now();
    else replace(quiet);
    asking = undefined;
  };
  const heard = () => {
    if (performance.now() - heardAt > deadline / 2) asking ??= listen(current);
    return asking;
  };

  let admission: Promise<void> | undefined;
  const admitted = (client: postgres.Sql) => {
    admission ??= options.admit?.(client).catch((error: unknown) => {
      admission = undefined;
      throw error;
    });
    return admission;
  };

  const take = makeSlots(max);
  const run = async <T>(statement: string, ask: (client: postgres.Sql) => PromiseLike<T>): Promise<T> => {
    const started = performance.now();
    let failed = true;
    let patience: NodeJS.Timeout | undefined;
    try {
      const giveBack = await take(deadline);
      await heard();
      const used = current;
      // The server ends slow statements well before this: who is silent for so long is gone.
      const silence = setTimeout(() => {
        replace(used);
        giveBack();
      }, deadline);
      const asked = Promise.resolve(admitted(used))
        .then(() => ask(used))
        .finally(() => {
          if (used === current) heardAt = performance.now();
          clearTimeout(silence);
          giveBack();
        });
      const late = new Promise<never>((_, reject) => {
        const error = new DeadlineError(`The database did not answer within ${deadline} ms.`);
        patience = setTimeout(() => reject(error), deadline - (performance.now() - started));
      });
      const answer = await Promise.race([asked, late]);
      failed = false;
      return answer;
    } finally {
      clearTimeout(patience);
      options.onQuery?.({ statement, milliseconds: performance.now() - started, failed });
    }
  };

  const unsafe = (statement: string, ...rest: unknown[]) => {
    const ask = (used: postgres.Sql) => Reflect.apply(used.unsafe, used, [statement, ...rest]);
    const start = () => run(statement, ask);
    return {
      // biome-ignore lint/suspicious/noThenProperty: drizzle awaits what `unsafe` returns, or asks it for values()
      then: (...handlers: Parameters<Promise<unknown>["then"]>) => start().then(...handlers),
      catch: (handler: (error: unknown) => unknown) => start().catch(handler),
      finally: (handler: () => void) => start().finally(handler),
      values: () => run(statement, (used) => ask(used).values()),
    };
  };
  const begin = (...args: unknown[]) => run("begin", (used) => Reflect.apply(used.begin, used, args));

  const client = new Proxy(current, {
    get: (_, key) => (key === "unsafe" ? unsafe : key === "begin" ? begin : Reflect.get(current, key)),
    apply: (_, self, args) => Reflect.apply(current, self, args),
  });
  return { client, close: async () => await current.end({ timeout: 5 }) };
}

/** Milliseconds that the database takes to answer the smallest question; throws when it does not answer. */
export async function pingPool(client: postgres.Sql): Promise<number> {
  const started = performance.now();
  await client.unsafe("select 1");
  return performance.now() - started;
}
