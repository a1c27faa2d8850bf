import type { IncomingMessage, ServerResponse } from "node:http";

const CALLS = /^\/api\/(trpc|auth)\//;

/** Returns the methods that a path accepts. "*" is the server as a whole (RFC 9110, section 9.3.7). */
const allowedMethods = (path: string) =>
  CALLS.test(path) || path === "*" ? ["GET", "HEAD", "POST", "OPTIONS"] : ["GET", "HEAD", "OPTIONS"];

/**
 * Answers a request with a method that its path does not accept, and OPTIONS. Next would answer TRACE and
 * `OPTIONS *` with 500 and give a page to DELETE. Returns whether it answered.
 */
export function answerByMethod({ method = "GET", url = "/" }: IncomingMessage, response: ServerResponse) {
  const allowed = allowedMethods(url.split("?", 1)[0] ?? "/");
  const isQuestion = method === "OPTIONS";
  if (!isQuestion && url !== "*" && allowed.includes(method)) return false;
  const status = isQuestion ? 204 : url === "*" ? 400 : 405;
  response.writeHead(status, {
    allow: allowed.join(", "),
    "cache-control": "no-store",
    // An unwanted body is not read to its end.
    ...(isQuestion ? {} : { connection: "close", "content-length": "0" }),
  });
  response.end();
  return true;
}
