import { AsyncLocalStorage } from "node:async_hooks";
import type postgres from "postgres";
import { seenRun } from "./run";

/** The statements of one question saw different runs, or another run than the rest of a download. */
export class RunChangedError extends Error {
  override name = "RunChangedError";
  constructor() {
    super("The data was updated while it was read. Please try again in a minute.");
  }
}

/** The runs that the statements of one question saw. Kept on globalThis: bundles have copies of this module. */
const kept = globalThis as typeof globalThis & { eigenwatchSeenRuns?: AsyncLocalStorage<Set<string>> };
kept.eigenwatchSeenRuns ??= new AsyncLocalStorage<Set<string>>();
const seen = kept.eigenwatchSeenRuns;

const TRIES = 3;

/**
 * Returns what `read` returns and the run that every statement of it saw, `null` where it needed none. Reads again where they saw different ones;
 * throws RunChangedError after three times.
 */
export async function readSeeingRun<T>(
  read: () => PromiseLike<T>,
): Promise<{ answer: T; run: string | null }> {
  for (let tries = 0; tries < TRIES; tries++) {
    const runs = new Set<string>();
    const answer = await seen.run(runs, async () => await read());
    const [run = null, another] = runs;
    if (another === undefined) return { answer, run };
  }
  throw new RunChangedError();
}

type Unsafe = (statement: string, ...rest: unknown[]) => Answer;
type Answer = PromiseLike<unknown> & {
  catch: (handler: (error: unknown) => unknown) => unknown;
  finally: (handler: () => void) => unknown;
  values: () => Promise<unknown>;
};

/** The run that it sees and whether the rest is a row at all go before each row of a statement, in their order. */
const seeing = (statement: string) =>
  `with "seen" as materialized (select ${seenRun} as "seen_run"), "asked" as materialized (${statement.replace(/;\s*$/, "")})
  select "seen"."seen_run", "rows".* from "seen" left join (select true as "is_row", "asked".* from "asked") "rows" on true`;

function note(runs: Set<string>, [run]: unknown[]) {
  runs.add(String(run));
}

/** Returns a client whose statements select the run that they see beside their rows, while it is asked for. */
export function withSeenRun(client: postgres.Sql): postgres.Sql {
  // postgres-js types a statement by its rows; here only the text is looked at and passed on.
  const unsafe = client.unsafe as unknown as Unsafe;

  async function values(runs: Set<string>, statement: string, rest: unknown[]) {
    const rows = (await unsafe(seeing(statement), ...rest).values()) as unknown[][];
    if (rows[0]) note(runs, rows[0]);
    return rows.filter(([, isRow]) => isRow === true).map((row) => row.slice(2));
  }

  async function objects(runs: Set<string>, statement: string, rest: unknown[]) {
    const rows = (await unsafe(seeing(statement), ...rest)) as Record<string, unknown>[];
    if (rows[0]) note(runs, [rows[0].seen_run]);
    return rows.filter((row) => row.is_row === true).map(({ seen_run: _, is_row: __, ...row }) => row);
  }

  const asked: Unsafe = (statement, ...rest) => {
    const runs = seen.getStore();
    if (!runs) return unsafe(statement, ...rest);
    const start = () => objects(runs, statement, rest);
    return {
      // biome-ignore lint/suspicious/noThenProperty: drizzle awaits what `unsafe` returns, or asks it for values()
      then: (...handlers: Parameters<Promise<unknown>["then"]>) => start().then(...(handlers as [])),
      catch: (handler) => start().catch(handler),
      finally: (handler) => start().finally(handler),
      values: () => values(runs, statement, rest),
    } as Answer;
  };
  return new Proxy(client, {
    get: (target, key) => (key === "unsafe" ? asked : Reflect.get(target, key)),
  });
}
