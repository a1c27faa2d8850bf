import { env } from "../env";

/** Where people reach this instance, as configured: never what a request says of it. */
export const site = new URL(env.NEXTAUTH_URL);

/** Cookies of a site on https are only ever sent there, and only to this very host. */
export const isSecure = site.protocol === "https:";
export const hostOnly = isSecure ? "__Host-" : "";

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * A sentence about what is wrong with the settings of sign-in, or `undefined`. On a laptop a secret made at the start is
 * enough; where others come to, sessions have to outlive the process and be good on every instance.
 */
export function problemOfAuthSettings(
  { NODE_ENV, NEXTAUTH_SECRET, hasSecret } = env,
  { hostname } = site,
): string | undefined {
  if (NODE_ENV !== "production" || loopback.test(hostname)) return undefined;
  const advice = "Make one of at least 32 random bytes: openssl rand -base64 32";
  if (!hasSecret) return `NEXTAUTH_SECRET is not set. ${advice}`;
  const isSample = /change.?me|sample|example|secret|password|placeholder|your/i.test(NEXTAUTH_SECRET);
  if (isSample || new Set(NEXTAUTH_SECRET).size < 10) return `NEXTAUTH_SECRET is a sample value. ${advice}`;
  return undefined;
}
