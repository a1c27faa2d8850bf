import type postgres from "postgres";
import type { Implausible } from "./facts/decode";
import { type Reading, readingNow, whileReading } from "./reading";
import { seenRun } from "./run";

/** The statements of one question saw different runs, or another run than the rest of a download. */
export class RunChangedError extends Error {
  override name = "RunChangedError";
  constructor() {
    super("The data was updated while it was read. Please try again in a minute.");
  }
}

const TRIES = 3;

/** An answer, the run that every statement of it saw, and the cells of it that were not believed. */
export interface Seen<T> {
  answer: T;
  /** `null`: it took no statement, and is of any run. */
  run: string | null;
  implausible: Implausible[];
}

/**
 * Returns what `read` returns and the run that all of its statements saw. Reads again where they saw different ones;
 * throws RunChangedError after three times.
 */
export async function readSeeingRun<T>(read: () => PromiseLike<T>): Promise<Seen<T>> {
  for (let tries = 0; tries < TRIES; tries++) {
    const { answer, runs, implausible } = await whileReading(read);
    const [run = null, another] = runs;
    if (another === undefined) return { answer, run, implausible: [...implausible.values()] };
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

function note({ runs }: Reading, run: unknown) {
  runs.add(String(run));
}

/** Returns a client whose statements select the run that they see beside their rows, while it is asked for. */
export function withSeenRun(client: postgres.Sql): postgres.Sql {
  // postgres-js types a statement by its rows; here only the text is looked at and passed on.
  const unsafe = client.unsafe as unknown as Unsafe;

  async function values(reading: Reading, statement: string, rest: unknown[]) {
    const rows = (await unsafe(seeing(statement), ...rest).values()) as unknown[][];
    if (rows[0]) note(reading, rows[0][0]);
    return rows.filter(([, isRow]) => isRow === true).map((row) => row.slice(2));
  }

  async function objects(reading: Reading, statement: string, rest: unknown[]) {
    const rows = (await unsafe(seeing(statement), ...rest)) as Record<string, unknown>[];
    if (rows[0]) note(reading, rows[0].seen_run);
    return rows.filter((row) => row.is_row === true).map(({ seen_run: _, is_row: __, ...row }) => row);
  }

  const asked: Unsafe = (statement, ...rest) => {
    const reading = readingNow();
    if (!reading) return unsafe(statement, ...rest);
    const start = () => objects(reading, statement, rest);
    return {
      // biome-ignore lint/suspicious/noThenProperty: drizzle awaits what `unsafe` returns, or asks it for values()
      then: (...handlers: Parameters<Promise<unknown>["then"]>) => start().then(...(handlers as [])),
      catch: (handler) => start().catch(handler),
      finally: (handler) => start().finally(handler),
      values: () => values(reading, statement, rest),
    } as Answer;
  };
  return new Proxy(client, {
    get: (target, key) => (key === "unsafe" ? asked : Reflect.get(target, key)),
  });
}
