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
  if (SAMPLES.test(NEXTAUTH_SECRET)) return `NEXTAUTH_SECRET is a sample value. ${advice}`;
  if (guessBits(NEXTAUTH_SECRET) < LEAST_BITS) return `NEXTAUTH_SECRET can be guessed. ${advice}`;
  return undefined;
}

const SAMPLES =
  /change.?me|sample|example|secret|password|passphrase|placeholder|your[-_ ]|eigenwatch|nextauth|qwerty|asdfg|letmein|deadbeef/i;
/** Of 300,000 secrets of 32 random hexadecimal digits the least had 43. */
const LEAST_BITS = 40;

/**
 * Returns about how many bits a secret holds: each character counts by how rare it is here, and not at all where it
 * continues a sequence ("abc", "321", "aaa") or repeats what stood before.
 */
function guessBits(secret: string): number {
  const fresh = [...secret].filter((_, at) => {
    const step = secret.charCodeAt(at) - secret.charCodeAt(at - 1);
    const before = secret.slice(Math.max(0, at - 2), at + 1);
    return !(Math.abs(step) <= 1 || secret.indexOf(before) < at - 2);
  });
  const share = (one: string) => fresh.filter((other) => other === one).length / fresh.length;
  return fresh.reduce((bits, one) => bits - Math.log2(share(one)), 0);
}
