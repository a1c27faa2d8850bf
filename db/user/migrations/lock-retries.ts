import { setTimeout } from "node:timers/promises";
import type postgres from "postgres";
import { openClient } from "../../postgres/client";
import { wordsOf } from "./lock";

/** How long to wait for locks. Queries of the application queue behind a statement that waits for a lock. */
export type LockPatience = {
  /** The longest that one try waits for locks, all of its statements together. */
  milliseconds: number;
  tries: number;
  /** The pause after the first try; it doubles up to 15 s, and half of it is random. */
  pauseMilliseconds: number;
};

const LONGEST_PAUSE_MILLISECONDS = 15_000;
const LOOK_MILLISECONDS = 200;
/** A later statement of a try gets at least this long. */
const LEAST_MILLISECONDS = 50;

/** Codes of a lock that was not free in time, a deadlock, and a conflict with another transaction. */
const isContention = (error: unknown) =>
  error instanceof Error && "code" in error && /^(55P03|40P01|40001)$/.test(String(error.code));

/** Sets how long the next statement of this try may wait for locks. */
type Allow = (transaction: postgres.TransactionSql) => Promise<void>;

/**
 * Returns the result of `work`, which is tried again while others hold its locks. Throws one line that names them when
 * the last try fails. `url` is used to ask who they are.
 */
export async function withLockRetries<T>(
  {
    client,
    url,
    patience,
    log,
  }: { client: postgres.Sql; url: string; patience: LockPatience; log: (line: string) => void },
  work: (allow: Allow) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    const blockers = await watchBlockers(client, url);
    const started = performance.now();
    const allow: Allow = async (transaction) => {
      const left = Math.max(
        LEAST_MILLISECONDS,
        Math.round(patience.milliseconds - (performance.now() - started)),
      );
      await transaction.unsafe(`set local lock_timeout = ${left}`);
    };
    try {
      return await work(allow);
    } catch (error) {
      if (!isContention(error)) throw error;
      const held = blockers.last() ?? "a session that has ended since";
      if (tries >= patience.tries)
        throw new Error(
          `A lock was not free in ${tries} tries: it was held by ${held}. Nothing of this step was done. Migrate again when that session has ended its transaction.`,
        );
      const pause = Math.min(patience.pauseMilliseconds * 2 ** (tries - 1), LONGEST_PAUSE_MILLISECONDS);
      log(`A lock is held by ${held}. Try ${tries} of ${patience.tries} was rolled back.`);
      await setTimeout(pause * (0.5 + Math.random() / 2));
    } finally {
      await blockers.stop();
    }
  }
}

/** Asks over a second connection, as long as work is going on, which session blocks this one. */
async function watchBlockers(client: postgres.Sql, url: string) {
  const [me] = await client`select pg_backend_pid() as pid`;
  const watcher = openClient(url, { applicationName: "eigenwatch-migrate-watch" });
  let last: string | undefined;
  const look = async () => {
    const [row] = await watcher`
      select b.pid, a.usename as role, a.application_name as application
      from unnest(pg_blocking_pids(${me?.pid})) b(pid) left join pg_stat_activity a on a.pid = b.pid limit 1`;
    if (row) last = wordsOf(row);
  };
  const stopping = new AbortController();
  const watching = (async () => {
    while (await setTimeout(LOOK_MILLISECONDS, true, { signal: stopping.signal }).catch(() => false))
      // Without an answer only the words of a later message are missing.
      await look().catch(() => {});
  })();
  return {
    last: () => last,
    stop: async () => {
      stopping.abort();
      await watching;
      await watcher.end({ timeout: 1 });
    },
  };
}
