import type { Instrumentation } from "next";
import { log } from "../log";
import { describeFailure } from "./describe-failure";

type Reported = Parameters<Instrumentation.onRequestError>;

/** The failures already logged, by the request's headers object: Next reports a failure once for each rendering. */
const reported = new WeakMap<object, Set<string>>();

/**
 * Logs an error that a page or a route threw, once per request. Errors already logged by a procedure are left
 * out.
 */
export function logRequestError(
  error: unknown,
  request: Reported[1],
  context: Reported[2],
  into = log,
): void {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : "";
  if (isOfProcedure(digest)) return;
  const known = reported.get(request.headers) ?? new Set();
  reported.set(request.headers, known);
  if (known.has(digest)) return;
  known.add(digest);
  into.error(
    {
      ...describeFailure(error),
      ...(digest && { reference: digest }),
      method: request.method,
      path: request.path.split("?", 1)[0]?.slice(0, 200),
      route: context.routePath,
    },
    "request failed",
  );
}

/**
 * Returns whether a digest is that of a procedure's error, which contains the request's id
 * (app/_failures/read-page-error.ts).
 */
const isOfProcedure = (digest: string) => /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(digest);
