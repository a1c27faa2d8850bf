import type { AccountRole } from "@/db/user/users";
import { userDatabase } from "../databases";
import { databaseSettings } from "../settings/databases";
import { hearOfSettings } from "../site-settings/keeper";
import type { Tier } from "../trpc/tiers";
import type { Client } from "./client";
import { makeSessionCache, type SessionCache } from "./session-cache";
import { sessionTokenOf } from "./session-token";

/** The account of a person whose session was checked in this request. */
export interface Account {
  id: string;
  /** The wallet's address in lower case. */
  address: string;
  displayName: string | null;
  /** The tier in effect: an expired one is FREE. */
  tier: Exclude<Tier, "VISITOR">;
  /** Whether the account administers this site. Almost every account is a `user`. */
  role: AccountRole;
  sessionId: string;
  /** When the wallet last signed in this session. */
  reauthenticatedAt: Date;
}

/** The person who sends the request: a visitor, or somebody with a valid session. */
export interface Viewer {
  tier: Tier;
  account?: Account;
  /** True for a visitor whose session could not be checked because the user database does not answer. */
  isUnchecked?: true;
}

const kept = globalThis as typeof globalThis & { eigenwatchSessions?: SessionCache };

/** Returns this process's session cache, shared by all its routes. */
export function sessions(): SessionCache {
  const { userDirectUrl, userUrl } = databaseSettings();
  kept.eigenwatchSessions ??= makeSessionCache(
    userDatabase().db,
    userDirectUrl ?? userUrl ?? "",
    undefined,
    hearOfSettings,
  );
  return kept.eigenwatchSessions;
}

const ASKED_EVERY_MILLISECONDS = 1000;
let asked: { at: number; isAway: Promise<boolean> } | undefined;

/**
 * Returns whether the user database is away, so that nobody can sign in. Costs nothing while the listener hears it;
 * otherwise it is asked once a second for all callers.
 */
export async function areAccountsAway(): Promise<boolean> {
  if (sessions().hears()) return false;
  const now = performance.now();
  if (!asked || now - asked.at > ASKED_EVERY_MILLISECONDS) {
    const isAway = userDatabase()
      .ping()
      .then(
        () => false,
        () => true,
      );
    asked = { at: now, isAway };
  }
  return await asked.isAway;
}

/**
 * Returns the viewer who sent these headers: a visitor if there is no valid session, or if the user database does not
 * answer.
 */
export async function viewerOf(headers: Headers, client: Client, cache = sessions): Promise<Viewer> {
  const token = await sessionTokenOf(headers);
  if (!token) return { tier: "VISITOR" };
  const checked = await cache().check(token, client);
  if (checked.state === "unavailable") return { tier: "VISITOR", isUnchecked: true };
  if (checked.state === "ended") return { tier: "VISITOR" };
  const { session, tier } = checked;
  const { userId, address, displayName, role, reauthenticatedAt } = session;
  const account = { id: userId, address, displayName, tier, role, sessionId: session.id, reauthenticatedAt };
  return { tier, account };
}
