import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll } from "cockatiel";
import { LRUCache } from "lru-cache";
import pTimeout from "p-timeout";
import { isUnreachable } from "@/db/postgres/connection-errors";
import { listenForAccountChanges } from "@/db/user/account-changes";
import { recordEvent } from "@/db/user/audit";
import { inTransaction, type UserDb } from "@/db/user/client";
import {
  endOf,
  findSession,
  isStandby,
  revokeSession,
  rotateSession,
  type SessionRow,
  touchSession,
} from "@/db/user/sessions";
import { type AccountTier, effectiveTier } from "@/db/user/users";
import { describeFailure } from "../failures/describe-failure";
import { log } from "../log";
import { metrics } from "../metrics/metrics";
import type { Client } from "./client";
import { hashOf, newSecret } from "./secrets";

const KEPT_MILLISECONDS = 30_000;
/** How long a cached session is trusted while changes cannot be received. */
const DEAF_MILLISECONDS = 500;
/** After a query without an answer, the database is not queried again for this long. */
const BREAK_MILLISECONDS = 1000;
const TOUCH_MILLISECONDS = 60_000;
/** How long the previous secret stays valid, for requests under way and lost answers. */
const GRACE_MILLISECONDS = 60_000;
export const ROTATE_MILLISECONDS = 10 * 60_000;
const PATIENCE_MILLISECONDS = 2000;
/** How long other requests wait while one tests whether the database answers again. */
const TRY_MILLISECONDS = 250;

/** The content of a session cookie. */
export type SessionToken = { sessionId: string; secret: string };
export type SessionCheck =
  | { state: "active"; session: SessionRow; tier: AccountTier; endsAt: Date }
  | { state: "ended" }
  | { state: "unavailable" };

/** Thrown if the database is a standby that does not know a session. */
class StandbyError extends Error {
  override name = "StandbyError";
}

export type SessionCache = ReturnType<typeof makeSessionCache>;

/**
 * Returns the sessions of the user database, each read at most twice a minute. On every instance a cached session
 * is dropped within a moment of its end, when the database notifies. `url` is for listening. `onSettings` is called when the settings of the site may have changed.
 */
export function makeSessionCache(db: UserDb, url: string, clock = () => new Date(), onSettings = () => {}) {
  const kept = new LRUCache<string, { row: SessionRow | undefined; readAt: number }>({ max: 20_000 });
  const reading = new Map<string, Promise<SessionRow | undefined>>();
  let changes = 0;
  const guard = circuitBreaker(handleAll, {
    halfOpenAfter: BREAK_MILLISECONDS,
    breaker: new ConsecutiveBreaker(1),
  });

  const drop = (id: string) => {
    changes += 1;
    kept.delete(id);
    for (const [sessionId, { row }] of kept.entries()) if (row?.userId === id) kept.delete(sessionId);
  };
  const dropAll = () => {
    changes += 1;
    kept.clear();
  };
  const onResync = () => {
    dropAll();
    onSettings();
  };
  const listener = listenForAccountChanges(url, { onChange: drop, onResync, onSettings });

  /** Reads a session, and again if it changed during the read. */
  const read = async (id: string) => {
    let row: SessionRow | undefined;
    for (let tries = 0; tries < 3; tries++) {
      const before = changes;
      row = await findSession(db, id);
      // A standby may not have received a session yet, so there its absence means nothing.
      if (!row && (await isStandby(db))) throw new StandbyError("A standby does not know this session.");
      if (before === changes) {
        kept.set(id, { row, readAt: clock().getTime() });
        break;
      }
    }
    return row && (await touch(row));
  };
  const touch = async (row: SessionRow) => {
    const now = clock();
    const before = new Date(now.getTime() - TOUCH_MILLISECONDS);
    if (hasEnded(row, now) || row.lastSeenAt > before) return row;
    try {
      await touchSession(db, row.id, now, before);
      row.lastSeenAt = now;
    } catch (error) {
      // A session that was read is valid, also while nothing can be written.
      if (!isUnreachable(error)) throw error;
    }
    return row;
  };

  /** Reads a session once for all callers at the same time, who wait no longer than the deadline. */
  const readOnce = (id: string) => {
    const under = reading.get(id);
    if (under) return under;
    const begun = read(id);
    reading.set(id, begun);
    const over = () => {
      if (reading.get(id) === begun) reading.delete(id);
    };
    void pTimeout(begun, { milliseconds: PATIENCE_MILLISECONDS }).then(over, over);
    return begun;
  };

  /** With `fresh`, never returns the result of a read that began earlier. */
  const find = async (id: string, fresh = false) => {
    const known = kept.get(id);
    const age = known ? clock().getTime() - known.readAt : 0;
    const isGoodStill = age < (listener.hears() ? KEPT_MILLISECONDS : DEAF_MILLISECONDS);
    const isHit = known !== undefined && !fresh && isGoodStill;
    metrics().cacheReads.inc({ cache: "sessions", result: isHit ? "hit" : "miss" });
    if (isHit) return known.row;
    return await guard.execute(() => {
      const milliseconds = guard.state === CircuitState.Closed ? PATIENCE_MILLISECONDS : TRY_MILLISECONDS;
      return pTimeout(fresh ? read(id) : readOnce(id), { milliseconds });
    });
  };

  /**
   * Returns the account of a cookie. A secret that was replaced long ago must have been copied, so it ends the
   * session for everybody who uses it.
   */
  const check = async (token: SessionToken, client: Client): Promise<SessionCheck> => {
    const checked = await checkUncounted(token, client);
    metrics().sessionReads.inc({ state: checked.state });
    return checked;
  };
  const checkUncounted = async (
    { sessionId, secret }: SessionToken,
    client: Client,
  ): Promise<SessionCheck> => {
    try {
      const hash = hashOf(secret);
      let row = await find(sessionId);
      if (row && !hasEnded(row, clock()) && !isGood(row, hash, clock())) row = await find(sessionId, true);
      const now = clock();
      if (!row || hasEnded(row, now)) return { state: "ended" };
      if (!isGood(row, hash, now)) {
        await endReused(db, row, client, now);
        drop(row.id);
        return { state: "ended" };
      }
      const tier = effectiveTier(row.tier, row.tierExpiresAt, now);
      return { state: "active", session: row, tier, endsAt: endOf(row) };
    } catch (error) {
      log.warn(describeFailure(error), "sessions cannot be checked");
      return { state: "unavailable" };
    }
  };

  /** Returns a new secret for a session whose secret is due for rotation, else `undefined`. */
  const rotate = async ({ sessionId, secret }: SessionToken): Promise<string | undefined> => {
    const [now, from, fresh] = [clock(), hashOf(secret), newSecret()];
    const row = await find(sessionId);
    const since = row?.rotatedAt?.getTime() ?? 0;
    if (row?.tokenHash !== from || now.getTime() - since < ROTATE_MILLISECONDS) return undefined;
    const to = hashOf(fresh);
    const isRotated = await rotateSession(db, { id: sessionId, from, to, now }).catch((error: unknown) => {
      // The present secret stays good: it is rotated once the database can be written again.
      if (isUnreachable(error)) return false;
      throw error;
    });
    if (!isRotated) return undefined;
    const next = { ...row, tokenHash: to, previousTokenHash: from, rotatedAt: now, lastSeenAt: now };
    if (kept.has(sessionId)) kept.set(sessionId, { row: next, readAt: now.getTime() });
    return fresh;
  };

  return { check, rotate, drop, hears: listener.hears, close: listener.close };
}

function hasEnded(row: SessionRow, now: Date): boolean {
  return row.revokedAt !== null || row.disabledAt !== null || endOf(row) <= now;
}

function isGood(row: SessionRow, hash: string, now: Date): boolean {
  if (hash === row.tokenHash) return true;
  const since = now.getTime() - (row.rotatedAt?.getTime() ?? 0);
  return hash === row.previousTokenHash && since <= GRACE_MILLISECONDS;
}

async function endReused(db: UserDb, row: SessionRow, { ip, device }: Client, now: Date) {
  await inTransaction(db, "session.endReused", async (transaction) => {
    if (await revokeSession(transaction, row.userId, row.id, now))
      await recordEvent(transaction, { userId: row.userId, kind: "session.reused", ip, device });
  });
}
