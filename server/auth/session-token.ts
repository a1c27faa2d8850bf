import { decode, type JWT } from "next-auth/jwt";
import { env } from "../env";
import { cookiesOf, SESSION_COOKIE } from "./cookies";
import type { SessionToken } from "./session-cache";

/** Returns the session in an encrypted cookie, or `undefined` when there is none or it is not ours. */
export async function sessionTokenOf(headers: Headers): Promise<SessionToken | undefined> {
  const cookie = cookiesOf(headers)[SESSION_COOKIE];
  if (!cookie || cookie.length > 4096) return undefined;
  const token = await decode({ token: cookie, secret: env.NEXTAUTH_SECRET }).catch(() => null);
  return asSessionToken(token);
}

/** Returns our part of a decrypted token. */
export function asSessionToken(token: JWT | null | undefined): SessionToken | undefined {
  const { sessionId, secret } = token ?? {};
  return typeof sessionId === "string" && typeof secret === "string" ? { sessionId, secret } : undefined;
}
