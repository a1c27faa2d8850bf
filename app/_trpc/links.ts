import { httpBatchLink, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { isRecord, reachJson, UNANSWERED, UnansweredError } from "@/app/_failures/unanswered";
import { transformer } from "@/server/http/transformer";
import type { AppRouter } from "@/server/trpc/router";

/**
 * Returns the links through which a browser calls procedures, with no more calls in a request than the server
 * accepts. Every error has a sentence of ours, even if a proxy answered. `origin` is the page's by default.
 */
export const links = (origin = ""): TRPCLink<AppRouter>[] => [
  ourWords,
  httpBatchLink({
    url: `${origin}/api/trpc`,
    transformer,
    maxItems: 20,
    fetch: async (url, options) => {
      // A mutation is completed even if the person leaves the page at once.
      const init = { ...options, keepalive: options?.method === "POST" };
      const { response, json } = await reachJson(url, init, (answer) => isAnswer(answer, callCount(url)));
      return { ok: response.ok, status: response.status, json: async () => json };
    },
  }),
];

const callCount = (url: string | URL | Request) =>
  new URL(url instanceof Request ? url.url : url, "http://here").pathname.split(",").length;

/** Returns whether the JSON is one answer for each call, or one refusal for all. */
const isAnswer = (json: unknown, calls: number): boolean =>
  Array.isArray(json) ? json.length === calls && json.every(isOutcome) : isFailure(json);

const isOutcome = (json: unknown): boolean =>
  isFailure(json) || (isRecord(json) && isRecord(json.result) && isRecord(json.result.data));

function isFailure(json: unknown): boolean {
  const error = isRecord(json) && isRecord(json.error) ? json.error.json : undefined;
  return (
    isRecord(error) &&
    typeof error.message === "string" &&
    isRecord(error.data) &&
    typeof error.data.code === "string"
  );
}

/** Replaces an error message that comes from a library by a sentence of ours. */
const ourWords: TRPCLink<AppRouter> = () => {
  return ({ op, next }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (value) => observer.next(value),
        complete: () => observer.complete(),
        error: (error) => {
          const isWorded = error.data?.code !== undefined || error.cause instanceof UnansweredError;
          const isGivenUp = error.cause?.name === "AbortError";
          observer.error(
            isWorded || isGivenUp ? error : new TRPCClientError(UNANSWERED.foreign, { cause: error }),
          );
        },
      }),
    );
};
