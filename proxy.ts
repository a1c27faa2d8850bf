import { type NextRequest, NextResponse } from "next/server";
import { tooMany } from "@/app/_lib/too-many";
import { env } from "@/server/env";
import { leadsNowhere } from "@/server/nowhere";
import { excessOf } from "@/server/page-limits";

/**
 * Gives every page a fresh nonce and every answer its security headers, and turns away who asks for too many pages. It
 * decides nothing about who may see what, only that some pages are none.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const excess = await excessOf(request.nextUrl, request.headers);
  const response = excess
    ? tooMany(excess.exceeded, request.headers, excess.answer)
    : (await leadsSomewhere(request))
      ? NextResponse.next({ request: { headers } })
      : NextResponse.rewrite(new URL("/not-found", request.url), { request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "strict-origin-when-cross-origin");
  response.headers.set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  response.headers.set("cross-origin-opener-policy", "same-origin-allow-popups");
  return response;
}

const leadsSomewhere = async ({ nextUrl: { pathname }, headers }: NextRequest) =>
  isReadable(pathname) && !(await leadsNowhere(pathname, headers));

/** Next answers an address with a broken escape, such as "/operators/%ff", by an error of its own. */
function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

const contentSecurityPolicy = (nonce: string) =>
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
