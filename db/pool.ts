import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";

/** One statement that ran: its text without parameters, how long it took, and whether it failed. */
export type QueryEvent = { statement: string; milliseconds: number; failed: boolean };

export type PoolOptions = {
  /** Connections at most. */
  max?: number;
  /** How long a caller waits for an answer before it gets a DeadlineError. Default 10 s. */
  deadlineMilliseconds?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /** Called after every statement; never given parameters. */
  onQuery?: (event: QueryEvent) => void;
};

/** The database did not answer in time; what was asked may or may not have happened. */
export class DeadlineError extends Error {
  override name = "DeadlineError";
}

/**
 * A postgres-js client that cannot hang. postgres-js waits for ever on a connection whose other end is gone, so every
 * statement has a deadline, and when a statement that was already sent passes it, later ones go to a fresh client.
 */
export function openPool(url: string, settings: Record<string, string>, options: PoolOptions) {
  const deadline = options.deadlineMilliseconds ?? 10_000;
  const make = () => {
    const client = postgres(...clientArguments(url, settings, deadline, options));
    // drizzle changes a client's parsers when it first meets it, and it only meets the first one.
    drizzle(client);
    return client;
  };
  let current = make();
  const replace = (dead: postgres.Sql) => {
    if (dead !== current) return;
    current = make();
    void dead.end({ timeout: deadline / 1000 });
  };

  const watch = async <T>(
    statement: string,
    used: postgres.Sql,
    query: Promise<T> & Partial<Sent>,
  ): Promise<T> => {
    const started = performance.now();
    let failed = true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        if (query.state === null) query.cancel?.();
        else replace(used);
        reject(new DeadlineError(`The database did not answer within ${deadline} ms.`));
      }, deadline);
    });
    try {
      const answer = await Promise.race([query, late]);
      failed = false;
      return answer;
    } finally {
      clearTimeout(timer);
      options.onQuery?.({ statement, milliseconds: performance.now() - started, failed });
    }
  };

  const unsafe = (statement: string, ...rest: unknown[]) => {
    const used = current;
    const query = Reflect.apply(used.unsafe, used, [statement, ...rest]);
    return {
      // biome-ignore lint/suspicious/noThenProperty: drizzle awaits what `unsafe` returns, or asks it for values()
      then: (...handlers: Parameters<Promise<unknown>["then"]>) =>
        watch(statement, used, query).then(...handlers),
      values: () => watch(statement, used, query.values()),
    };
  };
  const begin = (...args: unknown[]) => {
    const used = current;
    return watch("begin", used, Reflect.apply(used.begin, used, args));
  };

  const client = new Proxy(current, {
    get: (_, key) => (key === "unsafe" ? unsafe : key === "begin" ? begin : Reflect.get(current, key)),
    apply: (_, self, args) => Reflect.apply(current, self, args),
  });
  return { client, close: async () => await current.end({ timeout: 5 }) };
}

/** A statement of postgres-js: `state` is null until a connection took it. */
type Sent = { state: unknown; cancel: () => void };

function clientArguments(
  url: string,
  settings: Record<string, string>,
  deadline: number,
  options: PoolOptions,
) {
  const { address, pooled } = cleanUrl(url);
  const statementTimeout = { statement_timeout: Math.round(deadline * 0.8) };
  const started = pooled ? {} : { ...statementTimeout, ...settings };
  const given = {
    max: options.max ?? 10,
    connect_timeout: 5,
    idle_timeout: 60,
    keep_alive: 10,
    backoff: (attempt: number) => Math.min(0.05 * 2 ** attempt, 1),
    // A statement never waits in line behind a slow one on the same connection, but for the first that is free.
    max_pipeline: 0,
    prepare: !pooled,
    onnotice: () => {},
    connection: { application_name: options.applicationName ?? "eigenwatch", ...started },
  };
  return [address, given] as const;
}

/**
 * Keeps of a URL's parameters those that postgres-js understands; it would send others to the server as settings,
 * which refuses them. `pgbouncer=true` says that a pooler stands in between: no settings, no prepared statements.
 */
export function cleanUrl(text: string): { address: string; pooled: boolean } {
  const url = new URL(text);
  const pooled = url.searchParams.get("pgbouncer") === "true";
  for (const name of [...url.searchParams.keys()])
    if (!["sslmode", "sslrootcert"].includes(name)) url.searchParams.delete(name);
  return { address: url.toString(), pooled };
}

/** Milliseconds that the database takes to answer the smallest question; throws when it does not answer. */
export async function pingPool(client: postgres.Sql): Promise<number> {
  const started = performance.now();
  await client.unsafe("select 1");
  return performance.now() - started;
}
