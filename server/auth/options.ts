import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { recordEvent } from "@/db/user/audit";
import { inTransaction, type UserDb } from "@/db/user/client";
import { ABSOLUTE_MILLISECONDS, revokeSession } from "@/db/user/sessions";
import { env } from "../env";
import type { Limiter } from "../limits/limiter";
import { log } from "../log";
import type { Client } from "./client";
import { COOKIE_OPTIONS, SESSION_COOKIE } from "./cookies";
import type { SessionCache } from "./session-cache";
import { asSessionToken } from "./session-token";
import { isSecure } from "./settings";
import { type Attempt, type Refused, signIn } from "./sign-in";

declare module "next-auth" {
  interface User {
    sessionId?: string;
    secret?: string;
  }
  interface Session {
    /** The wallet address in lower case, and the tier in effect. */
    user: { name: string | null; address: string; tier: string };
  }
}

export type AuthServices = {
  db: UserDb;
  cache: SessionCache;
  limits: Limiter;
  attempt: Attempt;
  /** The session that this browser already has. */
  former?: { userId: string; id: string };
};

/** Results of a request that next-auth's own answers cannot express. */
export type Outcome = { refused?: Refused; rotated?: boolean; unavailable?: boolean };

/**
 * Returns next-auth's options for one request: it writes the cookie; we decide at every read whether a session is
 * valid.
 */
export function authOptions(services: AuthServices, outcome: Outcome): NextAuthOptions {
  const { db, cache, attempt } = services;
  const { client } = attempt;
  return {
    secret: env.NEXTAUTH_SECRET,
    useSecureCookies: isSecure,
    session: { strategy: "jwt", maxAge: ABSOLUTE_MILLISECONDS / 1000 },
    cookies: { sessionToken: { name: SESSION_COOKIE, options: COOKIE_OPTIONS } },
    pages: { signIn: "/settings", error: "/settings", signOut: "/" },
    logger: {
      error: (code) => log.debug({ code }, "next-auth"),
      warn: (code) => log.debug({ code }, "next-auth"),
      debug: () => {},
    },
    providers: [
      Credentials({
        id: "siwe",
        name: "Ethereum",
        credentials: { message: {}, signature: {} },
        authorize: async () => {
          const result = await signIn(db, attempt, services);
          if (!("refused" in result)) return { id: result.sessionId, ...result };
          outcome.refused = result;
          throw new Error(result.refused);
        },
      }),
    ],
    callbacks: {
      jwt: async ({ token, user }) => {
        if (user) return { sessionId: user.sessionId, secret: user.secret };
        const session = asSessionToken(token);
        const state = session && (await cache.check(session, client)).state;
        outcome.unavailable ||= state === "unavailable";
        if (!session || state !== "active") throw new Error("ENDED");
        const secret = await cache.rotate(session);
        outcome.rotated = secret !== undefined;
        return { ...session, secret: secret ?? session.secret };
      },
      session: async ({ token }) => {
        const session = asSessionToken(token);
        const checked = session && (await cache.check(session, client));
        outcome.unavailable ||= checked?.state === "unavailable";
        if (checked?.state !== "active") throw new Error("ENDED");
        const { address, displayName } = checked.session;
        const user = { name: displayName, address, tier: checked.tier };
        return { user, expires: checked.endsAt.toISOString() };
      },
    },
    events: {
      signOut: async ({ token }) => {
        const session = asSessionToken(token);
        if (!session) return;
        const checked = await cache.check(session, client);
        if (checked.state === "unavailable") outcome.unavailable = true;
        if (checked.state !== "active") return;
        const { userId, id } = checked.session;
        await endSession(db, userId, id, client).catch(() => {
          outcome.unavailable = true;
        });
        cache.drop(id);
      },
    },
  };
}

async function endSession(db: UserDb, userId: string, id: string, { ip, device }: Client) {
  await inTransaction(db, "session.end", async (transaction) => {
    if (await revokeSession(transaction, userId, id, new Date()))
      await recordEvent(transaction, { userId, kind: "session.ended", ip, device });
  });
}
