import { parseCookie, stringifySetCookie } from "cookie";
import { hostOnly, isSecure } from "./settings";

export const SESSION_COOKIE = `${hostOnly}eigenwatch.session`;
const NONCE_COOKIE = `${hostOnly}eigenwatch.nonce`;

/** Not readable by scripts, for this host alone, and sent when somebody follows a link to us. */
export const COOKIE_OPTIONS = { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure } as const;

export const cookiesOf = (headers: Headers) => parseCookie(headers.get("cookie") ?? "");

/** Returns the secret in a browser's nonce cookie, if it is well-formed. */
export function browserSecretOf(headers: Headers): string | undefined {
  const secret = cookiesOf(headers)[NONCE_COOKIE];
  return secret && /^[\w-]{43}$/.test(secret) ? secret : undefined;
}

/** Returns the cookie with the secret that binds nonces to a browser. */
export const nonceCookie = (secret: string, seconds: number) =>
  stringifySetCookie({ name: NONCE_COOKIE, value: secret, maxAge: seconds, ...COOKIE_OPTIONS });
