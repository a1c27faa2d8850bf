import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "../env";
import { isDirect, remoteAddressOf } from "../http/remote-address";
import { setGauges } from "./gauges";
import { metrics } from "./metrics";

/** The settings that decide who may read. */
type Access = { token: string | undefined; trustedProxies: readonly string[] };
const ACCESS: Access = { token: env.METRICS_TOKEN, trustedProxies: env.TRUSTED_PROXY };

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/**
 * Answers a scrape of Prometheus. With METRICS_TOKEN only its bearer may read, others get 401. Without it, only a
 * program on this machine may, and 404 tells everybody else nothing.
 */
export async function answerMetrics(request: Request, access = ACCESS): Promise<Response> {
  const refused = refusalOf(request.headers, access);
  if (refused) {
    metrics().refusals.inc({ at: "metrics", code: refused === 401 ? "UNAUTHORIZED" : "NOT_FOUND" });
    const headers = new Headers({ "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" });
    if (refused === 401) headers.set("www-authenticate", 'Bearer realm="metrics"');
    return new Response(refused === 401 ? "A token is needed.\n" : "Not found.\n", {
      status: refused,
      headers,
    });
  }
  await setGauges();
  const { registry } = metrics();
  return new Response(await registry.metrics(), {
    headers: { "cache-control": "no-store", "content-type": registry.contentType },
  });
}

function refusalOf(headers: Headers, { token, trustedProxies }: Access): 401 | 404 | undefined {
  if (token) return isToken(bearerOf(headers), token) ? undefined : 401;
  return isFromThisMachine(headers, trustedProxies) ? undefined : 404;
}

const bearerOf = (headers: Headers) => /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? "";

/** Compares hashes, which have one length, in constant time. */
function isToken(given: string, token: string): boolean {
  const [one, other] = [given, token].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

/**
 * Returns whether no proxy stands between: behind one on this machine everybody comes from the loopback address. The
 * host name must be this machine's too, so that no page in a browser here can read by a name of its own.
 */
const isFromThisMachine = (headers: Headers, trustedProxies: readonly string[]) =>
  trustedProxies.length === 0 &&
  isDirect(headers) &&
  LOOPBACK.test(remoteAddressOf(headers) ?? "") &&
  LOOPBACK_HOST.test(headers.get("host") ?? "");
