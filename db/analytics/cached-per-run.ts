import { createHash } from "node:crypto";
import { serialize } from "node:v8";
import { LRUCache } from "lru-cache";
import pTimeout from "p-timeout";
import { DeadlineError, millisecondsLeft, runUntil } from "../postgres/deadline";
import { withStatementName } from "../postgres/statement-name";
import type { AnalyticsDb } from "./analytics-db";
import type { Implausible } from "./facts/decode";
import { RunChangedError, readSeeingRun, type Seen } from "./seen-run";

const MOST_BYTES = 32 * 1024 * 1024;

/** The source of answers by key for a viewer who may have them. */
export interface ReaderByKey {
  db: AnalyticsDb;
  /** The network that the answers are shown with. They are kept as long as it is, and for no other network. */
  network: { readonly run: string };
  /** A download is not cached, and never mixes in another run than its network's. */
  isDownload?: boolean;
  /** Called if an answer came from a newer run than the network's. An answer from an older one is never given. */
  onOtherRun?: () => void;
  /** Called with an answer's implausible cells, when it is read. */
  onImplausible?: (cells: Implausible[]) => void;
  /** Called when an answer was found in memory or had to be read. */
  onCache?: (result: "hit" | "miss") => void;
}

/** A query by key can also be sent to a database directly; then nothing is cached. */
export type Reader = ReaderByKey | AnalyticsDb;

type Kept = Seen<unknown>;

/** Returns a cache for the answers shown with one network, holding at most `mostBytes`. */
export function keepAnswers(mostBytes = MOST_BYTES) {
  const flights = new Map<string, Promise<Kept>>();
  const kept = new LRUCache<string, Kept>({
    maxSize: mostBytes,
    sizeCalculation: (seen, key) => serialize(seen).byteLength + key.length,
  });
  let newestRun: string | null = null;

  function start(key: string, read: () => Promise<Kept>): Promise<Kept> {
    // The first caller may leave before the others, so the read has the pool's deadline and not that caller's.
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

  /**
   * Returns the answer from this run, else from the newest run that was seen. Simultaneous callers share one read.
   */
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

/** Kept on globalThis, since each bundle of routes has its own copy of this module. */
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
 * Returns a query by key whose answers are cached per run, shared and frozen. Failures are not cached. `name` is
 * unique.
 */
export function cachedPerRun<Question extends unknown[], Answer>(
  name: string,
  read: (db: AnalyticsDb, ...question: Question) => PromiseLike<Answer>,
) {
  return async (reader: Reader, ...question: Question): Promise<Answer> => {
    const ask = async (db: AnalyticsDb) =>
      await withStatementName(name, async () => await read(db, ...question));
    if (!("network" in reader)) return await ask(reader);
    const { db, network, isDownload, onOtherRun, onImplausible, onCache } = reader;
    const readNow = async () => {
      const seen = await readSeeingRun(() => ask(db), network.run);
      if (seen.implausible.length > 0) onImplausible?.(seen.implausible);
      return seen;
    };
    if (isDownload) {
      const { answer, run } = await readNow();
      if (run !== null && run !== network.run) throw new RunChangedError();
      return answer;
    }
    let result: "hit" | "miss" = "hit";
    const { answer, run } = await answersBeside(network)(keyOf(name, question), network.run, async () => {
      result = "miss";
      const seen = await readNow();
      return { ...seen, answer: frozen(seen.answer) };
    });
    onCache?.(result);
    if (run !== null && run !== network.run) onOtherRun?.();
    return answer as Answer;
  };
}

function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
