import { type NextRequest, NextResponse } from "next/server";
import { newAddressOf } from "@/server/http/old-addresses";
import { pagePolicy } from "@/server/http/security-headers";
import { excessOf } from "@/server/limits/page-limits";
import { isMissingPage } from "@/server/missing-page";
import { tooMany } from "./app/_failures/too-many";

/**
 * Redirects old links for good. Gives every page a new nonce with its policy, answers 404 for pages that do not exist, and refuses a network
 * that requests too many pages. Access to features is not decided here. The other headers:
 * server/http/security-headers.ts.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const moved = newAddressOf(request.nextUrl);
  if (moved) return NextResponse.redirect(new URL(moved, request.url), 308);
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = pagePolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const excess = await excessOf(request.nextUrl, request.headers);
  const response = excess
    ? tooMany(excess.exceeded, request.headers, excess.answer)
    : (await leadsSomewhere(request))
      ? NextResponse.next({ request: { headers } })
      : NextResponse.rewrite(new URL("/not-found", request.url), { request: { headers } });
  if (!ROUTES.test(request.nextUrl.pathname)) response.headers.set("content-security-policy", policy);
  return response;
}

const leadsSomewhere = async ({ nextUrl: { pathname }, headers }: NextRequest) =>
  isReadable(pathname) && !INTERNAL.test(pathname) && !(await isMissingPage(pathname, headers));

/** Routes that are not pages. They get the closed policy of every other answer, or have their own, as logos do. */
const ROUTES = /^\/api\/(auth|csv|health|logo|metrics|trpc)(\/|$)/;

/** Next's own error pages have paths, such as "/_global-error", that would answer 500. */
const INTERNAL = /^\/_(?!next\/)/;

/**
 * Returns whether a path has no broken escape, such as "/operators/%ff", which Next answers with an error of its
 * own.
 */
function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}
