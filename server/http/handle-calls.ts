import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { createContext } from "../context";
import { appRouter } from "../router";
import { AnswerBudget } from "./answer-budget";
import { isForeign, MUST_BE_OURS } from "./foreign-origin";
import { readPlainInput } from "./plain-input";
import { readBody } from "./read-body";
import { transformer } from "./transformer";

const MAX_BODY_BYTES = 100_000;
const MAX_BATCH = 20;

/** Answers HTTP calls of procedures under /api/trpc, alone or in a batch. `contextOf` makes the context of a request. */
export async function handleCalls(request: Request, contextOf = createContext): Promise<Response> {
  const headers = new Headers(request.headers);
  // An answer is sent whole, never as a stream: only then can its status say how it went.
  headers.delete("trpc-accept");
  headers.set("accept", "application/json");
  let body: string | undefined;
  if (request.method === "POST") {
    if (isForeign(request.headers)) return refuse("FORBIDDEN", 403, MUST_BE_OURS);
    const text = await readBody(request, MAX_BODY_BYTES);
    if (text === undefined)
      return refuse("PAYLOAD_TOO_LARGE", 413, `A call may have at most ${MAX_BODY_BYTES} bytes.`);
    // A call without input may have no body, and then need not say of which type it is.
    if (text === "") headers.set("content-type", "application/json");
    body = text || "{}";
  }
  const answer = new Headers({ "cache-control": "no-store" });
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: new Request(request.url, { method: request.method, headers, body, signal: request.signal }),
    router: appRouter,
    createContext: async ({ info }) => {
      readPlainInput(info.calls);
      const context = await contextOf(request.headers, { answer, calls: info.calls.length });
      for (const { path } of info.calls)
        if (!(path in appRouter._def.procedures)) await context.allow?.(undefined);
      return { ...context, answerBudget: new AnswerBudget() };
    },
    maxBatchSize: MAX_BATCH,
    responseMeta: () => ({ headers: answer }),
  });
}

/** Refuses a whole request in the shape of a procedure's error, so that a client can show the sentence. */
function refuse(code: "FORBIDDEN" | "PAYLOAD_TOO_LARGE", httpStatus: number, message: string): Response {
  const error = { message, code: TRPC_ERROR_CODES_BY_KEY[code], data: { code, httpStatus } };
  return Response.json(
    { error: transformer.output.serialize(error) },
    { status: httpStatus, headers: { "cache-control": "no-store" } },
  );
}
