import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { userDatabase } from "../databases";
import { isForeign, MUST_BE_OURS } from "../http/foreign-origin";
import { readBody } from "../http/read-body";
import { limiter } from "../limits/limiter";
import { sentenceOf } from "../limits/limits";
import { metrics } from "../metrics/metrics";
import { clientOf, networkOf } from "./client";
import { cookiesOf, SESSION_COOKIE } from "./cookies";
import { type AuthServices, authOptions, type Outcome } from "./options";
import { sessionTokenOf } from "./session-token";
import { site } from "./settings";
import type { Refused } from "./sign-in";
import { SIGN_IN_ERRORS } from "./statements";
import { sessions } from "./viewer";

const MAX_BODY_BYTES = 32_768;
/** The endpoints of next-auth that are reachable. Its log, session update and own pages are not. */
const OPEN = {
  GET: /^(csrf|session|providers|signin(\/siwe)?|signout|error)$/,
  POST: /^(callback\/siwe|signout)$/,
};

const answer = (status: number, body: unknown, headers: HeadersInit = {}) =>
  Response.json(body, { status, headers: { ...headers, "cache-control": "private, no-store" } });

/**
 * Answers next-auth's endpoints csrf, session, callback/siwe and signout. `segments` is the path below
 * /api/auth/.
 */
export async function handleAuth(
  request: Request,
  segments: string[],
  services = { db: userDatabase().db, cache: sessions(), limits: limiter() },
): Promise<Response> {
  const { headers } = request;
  const client = clientOf(headers);
  const { exceeded } = await services.limits.spend("auth", networkOf(client.ip));
  if (exceeded) return refusal({ refused: "RATE_LIMITED", exceeded }, true);
  const action = segments.join("/");
  const isPost = request.method === "POST";
  if (request.method !== "GET" && !isPost)
    return answer(405, { message: "This method is not allowed here." }, { allow: "GET, POST" });
  if (!OPEN[isPost ? "POST" : "GET"].test(action))
    return answer(404, { message: "There is no such endpoint." });
  if (isPost && isForeign(headers)) return answer(403, { error: "FOREIGN", message: MUST_BE_OURS });
  const body = isPost ? await bodyOf(request) : {};
  if (!body)
    return answer(413, { error: "TOO_LARGE", message: `A call may have at most ${MAX_BODY_BYTES} bytes.` });

  const token = await sessionTokenOf(headers);
  const held = token && (await services.cache.check(token, client));
  // The session may be valid but cannot be checked now: access is refused, and the cookie stays.
  if (held?.state === "unavailable" && action === "session") return refusal({ refused: "UNAVAILABLE" }, true);

  const outcome: Outcome = {};
  const former = held?.state === "active" ? held.session : undefined;
  const attempt = { message: body.message, signature: body.signature, headers, client };
  const given = await askNextAuth(request, segments, body, { ...services, attempt, former }, outcome);
  if (outcome.refused) return refusal(outcome.refused, body.json === "true");
  if (outcome.unavailable) return refusal({ refused: "UNAVAILABLE" }, body.json === "true");
  if (await lacksCsrf(given)) return refusal({ refused: "EXPIRED" }, true);
  // The cookie is written only with a new secret: an older answer must not overwrite a newer one.
  if (action === "session" && former && !outcome.rotated) keepSessionCookie(given.headers);
  return given;
}

async function bodyOf(request: Request): Promise<Record<string, unknown> | undefined> {
  const text = await readBody(request, MAX_BODY_BYTES);
  if (text === undefined) return undefined;
  if (!request.headers.get("content-type")?.startsWith("application/json"))
    return Object.fromEntries(new URLSearchParams(text));
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? { ...parsed, json: "true" } : {};
  } catch {
    return {};
  }
}

/**
 * Returns a refused sign-in: a fixed word in the URL, where next-auth's client expects it, and a sentence beside
 * it.
 */
function refusal({ refused, exceeded }: Refused, asJson: boolean): Response {
  metrics().refusals.inc({ at: "auth", code: refused });
  const status = { RATE_LIMITED: 429, UNAVAILABLE: 503, DISABLED: 403, CLOSED: 403 }[String(refused)] ?? 401;
  const url = `${site.origin}/settings?error=${refused}`;
  const headers = exceeded && {
    "retry-after": String(exceeded.retryAfterSeconds),
    "ratelimit-limit": String(exceeded.limit),
    "ratelimit-remaining": "0",
    "ratelimit-reset": String(exceeded.retryAfterSeconds),
    "ratelimit-policy": `${exceeded.limit};w=${exceeded.seconds}`,
  };
  const message = exceeded ? sentenceOf(exceeded) : SIGN_IN_ERRORS[refused];
  const isRedirect = !asJson && (status === 401 || status === 403);
  if (isRedirect)
    return new Response(null, { status: 302, headers: { location: url, "cache-control": "no-store" } });
  return answer(status, { url, error: refused, message, ...exceeded }, headers);
}

/** Returns whether a call lacked the CSRF token: next-auth answers it as a success, with a link to its own page. */
async function lacksCsrf(given: Response): Promise<boolean> {
  const body = given.headers.has("location") ? undefined : await given.clone().text();
  return /\/(signin|signout)\?csrf=true/.test(given.headers.get("location") ?? body ?? "");
}

function keepSessionCookie(headers: Headers): void {
  const others = headers.getSetCookie().filter((cookie) => !cookie.startsWith(`${SESSION_COOKIE}=`));
  headers.delete("set-cookie");
  for (const cookie of others) headers.append("set-cookie", cookie);
}

/** Calls next-auth by its older interface, with a plain request and response, without Next. */
async function askNextAuth(
  request: Request,
  segments: string[],
  body: Record<string, unknown>,
  services: AuthServices,
  outcome: Outcome,
): Promise<Response> {
  const query = { ...Object.fromEntries(new URL(request.url).searchParams), nextauth: segments };
  const headers = new Headers({ "cache-control": "private, no-store" });
  let status = 200;
  let text: string | null = null;
  const send = (value: unknown) => {
    if (typeof value !== "string") headers.set("content-type", "application/json");
    text = typeof value === "string" ? value : JSON.stringify(value ?? {});
  };
  const response = {
    status: (code: number) => {
      status = code;
      return response;
    },
    setHeader: (name: string, value: string | string[]) => {
      headers.delete(name);
      for (const one of [value].flat()) headers.append(name, one);
      return response;
    },
    getHeader: (name: string) =>
      name.toLowerCase() === "set-cookie" ? headers.getSetCookie() : headers.get(name),
    send,
    json: send,
    end: () => {},
  };
  const asked = {
    query,
    body,
    method: request.method,
    headers: Object.fromEntries(request.headers),
    cookies: cookiesOf(request.headers),
  };
  // next-auth uses only these parts of Next's request and response.
  await NextAuth(
    asked as unknown as NextApiRequest,
    response as unknown as NextApiResponse,
    authOptions(services, outcome),
  );
  return new Response(text, { status, headers });
}
