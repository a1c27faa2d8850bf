import { BaseError, HttpRequestError, RpcRequestError, TimeoutError } from "viem";

/** Reasons for which the chain gives no answer. */
export type ChainProblem =
  | "over budget"
  | "too late"
  | "not reached"
  | "refused"
  | "other chain"
  | "not understood";

/** Thrown in place of viem's errors, whose texts contain the URL of the node, and so its key. */
export class ChainError extends Error {
  override name = "ChainError";
  /** The problem as the log writes it: "OVER_BUDGET". */
  readonly code: string;
  constructor(readonly problem: ChainProblem) {
    super(`The chain gave no answer: ${problem}.`);
    this.code = problem.toUpperCase().replaceAll(" ", "_");
  }
}

/** Returns an error that names the first known cause and holds no text of the node. */
export function chainError(error: unknown): ChainError {
  const causes = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) causes.push(cause);
  const known = causes.find((cause) => cause instanceof ChainError);
  if (known) return known;
  if (causes.some((cause) => cause instanceof TimeoutError || /^(Abort|Timeout)Error$/.test(cause.name)))
    return new ChainError("too late");
  if (causes.some((cause) => cause instanceof RpcRequestError)) return new ChainError("refused");
  if (causes.some((cause) => cause instanceof HttpRequestError)) return new ChainError("not reached");
  return new ChainError(
    causes.some((cause) => cause instanceof BaseError) ? "not understood" : "not reached",
  );
}
