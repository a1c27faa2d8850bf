import { type AnyRouter, TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { metrics } from "../metrics/metrics";
import { type Context, createContext } from "../trpc/context";
import { appRouter, publicRouter } from "../trpc/router";
import { isStaff } from "../trpc/staff";
import { AnswerBudget } from "./answer-budget";
import { isForeign, MUST_BE_OURS } from "./foreign-origin";
import { readPlainInput } from "./plain-input";
import { readBody } from "./read-body";
import { transformer } from "./transformer";

const MAX_BODY_BYTES = 100_000;
const MAX_BATCH = 20;

/**
 * Answers HTTP calls of procedures under /api/trpc, alone or in a batch. `contextOf` makes the context and counts
 * the calls before anything else of the request is read, so that malformed calls and unknown procedures count
 * too.
 */
export async function handleCalls(request: Request, contextOf = createContext): Promise<Response> {
  const answer = new Headers({ "cache-control": "no-store" });
  let context: Context;
  try {
    context = await contextOf(request.headers, { answer, calls: callCount(new URL(request.url)) });
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    return refuse(error.code, getHTTPStatusCodeFromError(error), error.message, answer);
  }
  const headers = new Headers(request.headers);
  // An answer is sent whole, never as a stream, so that its status can report the result.
  headers.delete("trpc-accept");
  headers.set("accept", "application/json");
  let body: string | undefined;
  if (request.method === "POST") {
    if (isForeign(request.headers)) return refuse("FORBIDDEN", 403, MUST_BE_OURS, answer);
    const text = await readBody(request, MAX_BODY_BYTES);
    if (text === undefined)
      return refuse("PAYLOAD_TOO_LARGE", 413, `A call may have at most ${MAX_BODY_BYTES} bytes.`, answer);
    // A call without input may have no body, and then no content type.
    if (text === "") headers.set("content-type", "application/json");
    body = text || "{}";
  }
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: new Request(request.url, { method: request.method, headers, body, signal: request.signal }),
    // To everybody else, administration is what does not exist, whatever the method and the input.
    router: (isStaff(context.viewer.account) ? appRouter : publicRouter) as AnyRouter,
    createContext: async ({ info }) => {
      readPlainInput(info.calls);
      return { ...context, answerBudget: new AnswerBudget() };
    },
    maxBatchSize: MAX_BATCH,
    onError: ({ error: { code } }) => {
      if (getHTTPStatusCodeFromError({ code } as TRPCError) < 500 || code === "SERVICE_UNAVAILABLE")
        metrics().refusals.inc({ at: "call", code });
    },
    responseMeta: () => ({ headers: answer }),
  });
}

/** Returns how many procedures a request names. The comma between them may be escaped. */
const callCount = ({ pathname, searchParams }: URL) =>
  searchParams.get("batch") === "1" ? pathname.split(/,|%2c/i).length : 1;

/**
 * Returns a refusal of a whole request in the shape of a procedure's error, so that a client can show its
 * sentence.
 */
function refuse(code: TRPCError["code"], httpStatus: number, message: string, headers: Headers): Response {
  metrics().refusals.inc({ at: "call", code });
  const error = { message, code: TRPC_ERROR_CODES_BY_KEY[code], data: { code, httpStatus } };
  return Response.json({ error: transformer.output.serialize(error) }, { status: httpStatus, headers });
}
