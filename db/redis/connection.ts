import { createClient, ErrorReply } from "@redis/client";
import { withPatience } from "../postgres/patience";

const CONNECT_MILLISECONDS = 3000;
/** Ends a connection that was accepted and never greeted; one that works hears the answers to these pings. */
const SILENCE_MILLISECONDS = 10_000;
const PING_MILLISECONDS = 3000;
const LONGEST_PAUSE_MILLISECONDS = 1000;

/** Returns the word that Redis's own refusals begin with, such as WRONGPASS, or undefined for any other error. */
export function refusalOf(error: unknown): string | undefined {
  return error instanceof ErrorReply ? /^[A-Z]{3,}(?= )/.exec(error.message)?.[0] : undefined;
}

/** Thrown while there is no connection to Redis, and when a command is not answered in time. */
export class RedisAwayError extends Error {
  override name = "RedisAwayError";
  /** The word that Redis's own refusals begin with, such as WRONGPASS. */
  readonly code: string | undefined;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.code = refusalOf(cause);
  }
}

/** Returns a client that is not connected yet. It keeps no command for later, and logs nothing. */
export function makeRedisClient(
  url: string,
  { name, reconnect }: { name: string; reconnect: false | ((tries: number) => number) },
) {
  return createClient({
    url,
    name,
    RESP: 2,
    maintNotifications: "disabled",
    disableOfflineQueue: true,
    pingInterval: PING_MILLISECONDS,
    socket: {
      connectTimeout: CONNECT_MILLISECONDS,
      socketTimeout: SILENCE_MILLISECONDS,
      reconnectStrategy: reconnect,
    },
  });
}
export type RedisClient = ReturnType<typeof makeRedisClient>;

/** Pauses longer between tries, each time by a random length, so that instances do not all come at once. */
const pauseOf = (tries: number) =>
  Math.min(50 * 2 ** tries, LONGEST_PAUSE_MILLISECONDS) * (0.5 + Math.random() / 2);

export type RedisConnection = ReturnType<typeof openRedis>;

/**
 * Opens one connection, which comes back by itself. `run` throws RedisAwayError at once while there is none. A connection
 * that does not answer within the deadline is replaced: its machine may have lost power, which no packet would tell.
 */
export function openRedis(url: string, name: string, deadlineMilliseconds: number) {
  let isClosed = false;
  let problem: unknown;
  const start = () => {
    const client = makeRedisClient(url, { name, reconnect: pauseOf });
    client.on("error", (error) => {
      problem = error;
    });
    // It tries again for ever; only close() ends that.
    client.connect().catch(() => {});
    return client;
  };
  let client = start();
  const replace = (silent: RedisClient) => {
    if (isClosed || client !== silent) return;
    client = start();
    silent.destroy();
  };
  return {
    run: async <T>(work: (client: RedisClient) => Promise<T>): Promise<T> => {
      const asked = client;
      if (!asked.isReady) throw new RedisAwayError("There is no connection to Redis.", problem);
      const late = new RedisAwayError("Redis does not answer in time.");
      try {
        return await withPatience(deadlineMilliseconds, work(asked), late);
      } catch (error) {
        if (error === late) replace(asked);
        throw error;
      }
    },
    close: () => {
      isClosed = true;
      client.destroy();
    },
  };
}
