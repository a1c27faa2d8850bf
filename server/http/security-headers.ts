import { STATUS_CODES } from "node:http";
import { env } from "../env";

/**
 * The policy of answers that are not pages and have none of their own: nothing in them may run, load or be
 * framed.
 */
const CLOSED_POLICY =
  "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The headers of every answer, unless its route set a stricter value. */
export const SECURITY_HEADERS = {
  "content-security-policy": CLOSED_POLICY,
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "cross-origin-opener-policy": "same-origin-allow-popups",
} as const;

/** Returns the content security policy of one page, whose own scripts carry `nonce`. */
export const pagePolicy = (nonce: string) =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${env.NODE_ENV === "development" ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${env.relay ? ` ${new URL(env.relay.url).origin}` : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** Returns a complete HTTP/1.1 answer without a body, for a connection whose request could not be parsed. */
export function bareAnswer(status: number): string {
  const headers = { connection: "close", "content-length": "0", ...SECURITY_HEADERS };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, "", ""].join("\r\n");
}
