import { createHash } from "node:crypto";
import { serialize } from "node:v8";
import { LRUCache } from "lru-cache";
import pTimeout from "p-timeout";
import { DeadlineError, millisecondsLeft, runUntil } from "../postgres/deadline";
import type { AnalyticsDb } from "./analytics-db";
import type { Implausible } from "./facts/decode";
import { blockOfRun } from "./run";
import { RunChangedError, readSeeingRun, type Seen } from "./seen-run";

const MOST_BYTES = 32 * 1024 * 1024;

/** A viewer that asks by key, once it is known that the person may have the answer. */
export interface ReaderByKey {
  db: AnalyticsDb;
  /** The network that the answers stand beside: they are kept as long as it is, and never for another one. */
  network: { readonly run: string };
  /** A download is read anew, and never from another run than its network. */
  isDownload?: boolean;
  /** Told of an answer from another run than the network's: the greatest block that it names. */
  onOtherRun?: (blockNumber: number | null) => void;
  /** Told of the cells of an answer that were not believed, when it is read. */
  onImplausible?: (cells: Implausible[]) => void;
}

/** A question by key may also be asked of a database alone; then it is read anew. */
export type Reader = ReaderByKey | AnalyticsDb;

type Kept = Seen<unknown>;

/** Returns a store of the answers that stand beside one network, at most so many bytes of them. */
export function keepAnswers(mostBytes = MOST_BYTES) {
  const flights = new Map<string, Promise<Kept>>();
  const kept = new LRUCache<string, Kept>({
    maxSize: mostBytes,
    sizeCalculation: (seen, key) => serialize(seen).byteLength + key.length,
  });
  let newestRun: string | null = null;

  function start(key: string, read: () => Promise<Kept>): Promise<Kept> {
    // The first caller may leave first: the read has the pool's deadline, and not that caller's.
    const flight = runUntil({ endsAt: Number.POSITIVE_INFINITY }, read)
      .then((seen) => {
        newestRun = seen.run ?? newestRun;
        kept.set(key, seen);
        return seen;
      })
      .finally(() => flights.delete(key));
    flights.set(key, flight);
    return flight;
  }

  /** Returns the answer of this run, else of the newest that was seen; those who ask at once share one reading. */
  return async function find(key: string, run: string, read: () => Promise<Kept>): Promise<Kept> {
    const found = kept.get(key);
    if (found && [run, newestRun, null].includes(found.run)) return found;
    const flight = flights.get(key) ?? start(key, read);
    const patience = millisecondsLeft();
    if (patience === Number.POSITIVE_INFINITY) return await flight;
    return await pTimeout(flight, { milliseconds: Math.max(1, patience), message: new DeadlineError(LATE) });
  };
}
const LATE = "The database did not answer before the request had to be over.";

/** Kept on globalThis: bundles of routes have copies of this module. */
const shared = globalThis as typeof globalThis & {
  eigenwatchAnswers?: WeakMap<object, ReturnType<typeof keepAnswers>>;
};
shared.eigenwatchAnswers ??= new WeakMap();
const answers = shared.eigenwatchAnswers;

function answersBeside(network: object) {
  const known = answers.get(network) ?? keepAnswers();
  answers.set(network, known);
  return known;
}

const keyOf = (name: string, question: unknown[]) =>
  `${name} ${createHash("sha256").update(JSON.stringify(question)).digest("base64")}`;

/**
 * Returns a question by key whose answers are kept per run: shared and frozen. A failure is not kept. `name` is unique.
 */
export function cachedPerRun<Question extends unknown[], Answer>(
  name: string,
  read: (db: AnalyticsDb, ...question: Question) => PromiseLike<Answer>,
) {
  return async (reader: Reader, ...question: Question): Promise<Answer> => {
    if (!("network" in reader)) return await read(reader, ...question);
    const { db, network, isDownload, onOtherRun, onImplausible } = reader;
    const readNow = async () => {
      const seen = await readSeeingRun(() => read(db, ...question));
      if (seen.implausible.length > 0) onImplausible?.(seen.implausible);
      return seen;
    };
    if (isDownload) {
      const { answer, run } = await readNow();
      if (run !== null && run !== network.run) throw new RunChangedError();
      return answer;
    }
    const { answer, run } = await answersBeside(network)(keyOf(name, question), network.run, async () => {
      const seen = await readNow();
      return { ...seen, answer: frozen(seen.answer) };
    });
    if (run !== null && run !== network.run) onOtherRun?.(blockOfRun(run));
    return answer as Answer;
  };
}

function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
