import { parseCookie, stringifySetCookie } from "cookie";
import { hostOnly, isSecure } from "./settings";

export const SESSION_COOKIE = `${hostOnly}eigenwatch.session`;
const NONCE_COOKIE = `${hostOnly}eigenwatch.nonce`;

/** Out of reach of scripts, for this host alone, and sent along when somebody follows a link to us. */
export const COOKIE_OPTIONS = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } as const;

export const cookiesOf = (headers: Headers) => parseCookie(headers.get("cookie") ?? "");

/** The secret of the browser that asked for a nonce, when it is one of ours by its form. */
export function browserSecretOf(headers: Headers): string | undefined {
  const secret = cookiesOf(headers)[NONCE_COOKIE];
  return secret && /^[\w-]{43}$/.test(secret) ? secret : undefined;
}

/** Gives a browser the secret that binds its nonces to it. */
export const nonceCookie = (secret: string, seconds: number) =>
  stringifySetCookie({ name: NONCE_COOKIE, value: secret, maxAge: seconds, ...COOKIE_OPTIONS });
