import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext } from "@/server/context";
import { appRouter } from "@/server/router";

const MAX_BODY_BYTES = 100_000;
const MAX_BATCH = 20;

const refuse = (status: number, message: string) =>
  Response.json({ error: { message } }, { status, headers: { "cache-control": "no-store" } });

/** A mutation must come from this site: the browser's own words on it, or a client that is no browser at all. */
function isForeign(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = request.headers.get("origin");
  return origin !== null && new URL(request.url).host !== URL.parse(origin)?.host;
}

/** Reads at most the cap, whatever content-length says. */
async function cappedBody(request: Request): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

async function handler(request: Request): Promise<Response> {
  let asked = request;
  if (request.method === "POST") {
    if (isForeign(request)) return refuse(403, "This call must come from EigenWatch's own pages.");
    const body = await cappedBody(request);
    if (body === undefined) return refuse(413, `A call may have at most ${MAX_BODY_BYTES} bytes.`);
    const headers = new Headers(request.headers);
    // A call without input has no body, and then need not say of which type it is.
    if (body === "") headers.set("content-type", "application/json");
    asked = new Request(request.url, { method: "POST", headers, body });
  }
  const answer = new Headers({ "cache-control": "no-store" });
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: asked,
    router: appRouter,
    createContext: ({ info }) => createContext(request.headers, { answer, calls: info.calls.length }),
    maxBatchSize: MAX_BATCH,
    responseMeta: () => ({ headers: answer }),
  });
}

export { handler as GET, handler as POST };
