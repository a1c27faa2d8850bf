import type postgres from "postgres";
import type { BackendKey } from "../postgres/backend-key";
import { answerWhenAsked, sendingBy } from "../postgres/statements";
import type { Implausible } from "./facts/decode";
import { type Reading, readingNow, whileReading } from "./reading";
import { isOlderRun, seenRun } from "./run";

/** Thrown if a query's statements saw different runs, or another run than the rest of a download. */
export class RunChangedError extends Error {
  override name = "RunChangedError";
  constructor(message = "The data was updated while it was read. Please try again in a minute.") {
    super(message);
  }
}

/** Thrown if only a database answers that is behind the figures already shown, such as a replica that lags. */
export class OlderRunError extends RunChangedError {
  constructor() {
    super("The database answers with older data than this page has. Please try again in a minute.");
  }
}

const TRIES = 3;

/** An answer, the run that all of its statements saw, and its implausible cells. */
export interface Seen<T> {
  answer: T;
  /** `null` if it took no statement: then it is valid for every run. */
  run: string | null;
  implausible: Implausible[];
}

/**
 * Returns the result of `read`, and the run that all of its statements saw. Reads again if they saw different ones, or
 * one older than `shown`: those connections are closed, for behind a load balancer the next may lead to a replica that
 * does not lag. After three times throws RunChangedError or OlderRunError.
 */
export async function readSeeingRun<T>(read: () => PromiseLike<T>, shown?: string): Promise<Seen<T>> {
  const isBehind = (run: string) => shown !== undefined && run !== shown && isOlderRun(run, shown);
  let behind: string[] = [];
  for (let tries = 0; tries < TRIES; tries++) {
    const { answer, runs, implausible } = await whileReading(read);
    const [run = null, another] = runs.keys();
    behind = [...runs.keys()].filter(isBehind);
    if (behind.length === 0 && another === undefined)
      return { answer, run, implausible: [...implausible.values()] };
    await Promise.all(behind.flatMap((old) => runs.get(old)?.map((leave) => leave()) ?? []));
  }
  throw behind.length > 0 ? new OlderRunError() : new RunChangedError();
}

/** The rows of postgres-js have the connection that they came over. */
type Answered = { state?: BackendKey };

/** Adds to each row of a statement, in order, the run that it sees and whether the statement has a row at all. */
const seeing = (statement: string) =>
  `with "seen" as materialized (select ${seenRun} as "seen_run"), "asked" as materialized (${statement.replace(/;\s*$/, "")})
  select "seen"."seen_run", "rows".* from "seen" left join (select true as "is_row", "asked".* from "asked") "rows" on true`;

/**
 * Returns a client whose statements also select the run that they see, whenever `readSeeingRun` reads. `drop` closes the
 * connection of an answer.
 */
export const withSeenRun = (
  client: postgres.Sql,
  drop: (connection: BackendKey) => Promise<void>,
): postgres.Sql =>
  sendingBy(client, (send) => {
    function note({ runs }: Reading, run: unknown, { state }: Answered) {
      const leave = async () => {
        if (state) await drop(state);
      };
      runs.set(String(run), [...(runs.get(String(run)) ?? []), leave]);
    }

    async function values(reading: Reading, statement: string, rest: unknown[]) {
      const rows = (await send(seeing(statement), ...rest).values()) as unknown[][] & Answered;
      if (rows[0]) note(reading, rows[0][0], rows);
      return rows.filter(([, isRow]) => isRow === true).map((row) => row.slice(2));
    }

    async function objects(reading: Reading, statement: string, rest: unknown[]) {
      const rows = (await send(seeing(statement), ...rest)) as Record<string, unknown>[] & Answered;
      if (rows[0]) note(reading, rows[0].seen_run, rows);
      return rows.filter((row) => row.is_row === true).map(({ seen_run: _, is_row: __, ...row }) => row);
    }

    return (statement, ...rest) => {
      const reading = readingNow();
      if (!reading) return send(statement, ...rest);
      return answerWhenAsked(
        () => objects(reading, statement, rest),
        () => values(reading, statement, rest),
      );
    };
  });
