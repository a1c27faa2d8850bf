import { setTimeout as wait } from "node:timers/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import pTimeout from "p-timeout";
import type postgres from "postgres";
import type { BackendKey } from "./backend-key";
import { type Client, openClient } from "./client";
import { isClosed, isPassing } from "./connection-errors";
import { parseConnectionUrl } from "./connection-url";
import { DeadlineError, millisecondsLeft } from "./deadline";
import { beginGuarded } from "./guarded-transaction";
import { withPatience } from "./patience";
import { makeSlots, SilenceError } from "./slots";
import { nameOf, withStatementName } from "./statement-name";
import { answerWhenAsked, isRead } from "./statements";
import { transactionName } from "./transaction-name";

/** A statement or transaction that ran: its text without parameters, its name, its duration, and whether it failed. */
export type QueryEvent = { statement: string; name: string; milliseconds: number; failed: boolean };

/** The connections of a pool: how many run something, how many callers wait for one, and how many there may be. */
export type PoolUsage = { used: number; waiting: number; size: number };

export type PoolOptions = {
  /** The maximum of connections. */
  max?: number;
  /** How long a caller waits for an answer before it gets a DeadlineError. Default 10 s. */
  deadlineMilliseconds?: number;
  /** The name of the connections in pg_stat_activity. */
  applicationName?: string;
  /** Called when a server on another machine is reached without encryption. */
  onClear?: () => void;
  /** Called after every statement; never given parameters. */
  onQuery?: (event: QueryEvent) => void;
  /**
   * A check that must pass before the first statement. Until it does, each statement fails with its error and
   * tries it again.
   */
  admit?: (client: postgres.Sql) => Promise<void>;
};

const STATEMENT_TIMEOUT =
  "select setting::float8 as milliseconds from pg_settings where name = 'statement_timeout'";
const MOST_SILENCE_MILLISECONDS = 60_000;
const DROPS_MILLISECONDS = 1000;

type Ask<T> = (client: postgres.Sql) => PromiseLike<T>;

/**
 * Returns a postgres-js client that cannot hang. postgres-js waits forever on a connection whose other end is gone,
 * so every caller has a deadline, which includes waiting for a free connection. If a connection stays silent, later
 * statements use a new client. Slots and circuit breakers are kept per statement and per transaction name. A read
 * outside a transaction whose connection or snapshot was taken away is tried once more.
 */
export function openPool(url: string, settings: Record<string, string>, options: PoolOptions) {
  const deadline = options.deadlineMilliseconds ?? 10_000;
  const max = options.max ?? 10;
  const { poolSeconds = Number.POSITIVE_INFINITY, isPooled } = parseConnectionUrl(url);
  const clients = keepClient(url, settings, { ...options, max, deadline, isPooled });
  const slots = makeSlots(max);
  let used = 0;
  let waiting = 0;

  const run = async <T>(statement: string, ask: Ask<T>): Promise<T> => {
    const started = performance.now();
    const patience = Math.min(deadline, millisecondsLeft());
    let failed = true;
    let isGivenUp = false;
    let hasBegun = false;
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = () => {
        hasBegun = true;
        waiting--;
        resolve();
      };
    });
    waiting++;
    try {
      // Timers count whole milliseconds, and may end up to one too early.
      if (patience < 1)
        throw new DeadlineError("The request ran out of time before it could query the database.");
      const turn = async () => {
        if (isGivenUp) throw new DeadlineError("The caller stopped waiting.");
        begin();
        used++;
        return await clients
          .send(ask)
          .catch((error: unknown) => {
            if (isGivenUp || !isPassing(error) || !isRead(statement)) throw error;
            return clients.send(ask);
          })
          .finally(() => used--);
      };
      const asked = slots(statement, turn);
      const waits = Math.min(patience, poolSeconds * 1000);
      await pTimeout(Promise.race([begun, asked]), {
        milliseconds: waits,
        message: new DeadlineError(`No connection was free within ${Math.round(waits)} ms.`),
      });
      const answer = await pTimeout(asked, {
        milliseconds: Math.max(1, patience - (performance.now() - started)),
        message: new DeadlineError(`The database did not answer within ${Math.round(patience)} ms.`),
      });
      failed = false;
      return answer;
    } finally {
      isGivenUp = true;
      if (!hasBegun) waiting--;
      options.onQuery?.({
        statement,
        name: nameOf(statement),
        milliseconds: performance.now() - started,
        failed,
      });
    }
  };

  const unsafe = (statement: string, ...rest: unknown[]) => {
    const ask = (used: postgres.Sql) => Reflect.apply(used.unsafe, used, [statement, ...rest]);
    return answerWhenAsked(
      () => run(statement, ask),
      () => run(statement, (used) => ask(used).values()),
    );
  };
  const begin = async (...args: unknown[]) =>
    await run(transactionName(), (used) => beginGuarded(used, args));

  const first = clients.current();
  const client = new Proxy(first, {
    get: (_, key) =>
      key === "unsafe" ? unsafe : key === "begin" ? begin : Reflect.get(clients.current(), key),
    apply: (_, self, args) => Reflect.apply(clients.current(), self, args),
  });
  const usage = (): PoolUsage => ({ used, waiting, size: max });
  return {
    client,
    usage,
    /** Closes the connection that gave an answer with this `state`, so that the next statement opens another one. */
    drop: clients.drop,
    close: async () => await clients.current().end({ timeout: 5 }),
  };
}

/**
 * Keeps one client, and replaces it if a connection stays silent for a deadline or was closed under a statement. After half a deadline of silence,
 * the next caller first sends a probe, for at most a fifth of a deadline, so that a vanished machine costs that time
 * only.
 */
function keepClient(
  url: string,
  settings: Record<string, string>,
  {
    max,
    deadline,
    isPooled,
    admit,
    applicationName,
    onClear,
  }: PoolOptions & { max: number; deadline: number; isPooled: boolean },
) {
  const make = () => {
    const statementTimeout = { statement_timeout: Math.round(deadline * 0.8) };
    const whole = { ...statementTimeout, ...settings };
    const client = openClient(url, { max, applicationName, idleSeconds: 60, settings: whole, onClear });
    // drizzle changes the parsers of the first client that it gets, and gets no other.
    drizzle(client);
    return client;
  };
  let current = make();
  let heardAt = performance.now();
  let admission: Promise<void> | undefined;
  let isAdmitted = false;
  /** How long a connection may stay silent. The server has ended a statement before. */
  let silenceMilliseconds = deadline;
  let sent = 0;
  const replace = (dead: Client) => {
    if (dead !== current) return;
    current = make();
    heardAt = performance.now();
    if (!isAdmitted) admission = undefined;
    void dead.end({ timeout: silenceMilliseconds / 1000 });
  };

  let asking: Promise<void> | undefined;
  const listen = async (quiet: Client) => {
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
    // Where every connection waits for a statement, a probe would wait too, and prove nothing.
    if (sent < max && performance.now() - heardAt > deadline / 2) asking ??= listen(current);
    return asking;
  };
  /** Behind a pooler the role's timeout ends a statement, and not ours. */
  const prepare = async (client: postgres.Sql) => {
    await admit?.(client);
    if (!isPooled) return;
    const [row] = await client.unsafe(STATEMENT_TIMEOUT);
    const ends = Math.min(Number(row?.milliseconds ?? 0), MOST_SILENCE_MILLISECONDS);
    silenceMilliseconds = Math.max(deadline, ends * 1.25);
  };

  const admitted = async (client: postgres.Sql) => {
    if (isAdmitted || !(admit || isPooled)) return;
    const asked = admission ?? prepare(client);
    admission = asked;
    try {
      await asked;
      isAdmitted = true;
    } catch (error) {
      if (admission === asked) admission = undefined;
      throw error;
    }
  };

  /**
   * Sends a statement. Throws a SilenceError when no answer comes: the server would have ended the statement well
   * before.
   */
  const send = async <T>(ask: Ask<T>): Promise<T> => {
    await heard();
    const used = current;
    const silence = new SilenceError("The database did not answer in time.");
    const note = () => {
      if (used === current) heardAt = performance.now();
    };
    const whole = async () => {
      await withPatience(deadline, admitted(used), silence);
      const asked = Promise.resolve(ask(used));
      void asked.then(note, note);
      return await withPatience(silenceMilliseconds, asked, silence);
    };
    sent++;
    try {
      return await whole();
    } catch (error) {
      // After the server ended a connection, postgres-js 3.4 fails the next statement on it with the same error.
      if (error === silence || isClosed(error)) replace(used);
      throw error;
    } finally {
      sent--;
    }
  };

  let [dropped, countedFrom] = [0, 0];
  /** At most a pool's worth in a second, for every server may be behind, as after a restore. */
  const drop = async (key: BackendKey) => {
    if (performance.now() - countedFrom > DROPS_MILLISECONDS) [dropped, countedFrom] = [0, performance.now()];
    if (dropped++ < max) await current.drop(key);
  };
  return { current: () => current, send, drop };
}

/** Returns the milliseconds of the smallest query; throws when the database does not answer. */
export async function pingPool(client: postgres.Sql): Promise<number> {
  const started = performance.now();
  await withStatementName("ping", async () => await client.unsafe("select 1"));
  return performance.now() - started;
}
