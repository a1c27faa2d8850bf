import { env } from "../env";

/** The URL at which people reach this instance, as configured; a request cannot change it. */
export const site = new URL(env.NEXTAUTH_URL);

/** Cookies of an https site are sent only over https, and only to this host. */
export const isSecure = site.protocol === "https:";
export const hostOnly = isSecure ? "__Host-" : "";

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Returns a sentence on invalid sign-in settings, or `undefined`. On a laptop a secret made at start is enough;
 * elsewhere sessions have to outlive the process and be valid on every instance.
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
/**
 * The fewest bits that a secret may have. The lowest estimate among 300,000 random ones of 32 hexadecimal digits was
 * 43.
 */
const LEAST_BITS = 40;

/**
 * Returns an estimate of the bits in a secret: each character counts by its rarity in it, and not at all where it
 * continues a sequence ("abc", "321", "aaa") or repeats earlier text.
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
