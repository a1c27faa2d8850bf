import { TRPCError } from "@trpc/server";

/** The loggable parts of an error, without its message, which may quote SQL, parameters or typed text. */
export type Failure = {
  /** The names of an error and of its causes, such as "DrizzleQueryError: PostgresError". */
  error: string;
  /** Postgres's SQLSTATE, or the code of Node or a driver, such as "57014" or "ECONNREFUSED". */
  errorCode?: string;
  /** The place where it was thrown. */
  at?: string[];
};

const MOST_CAUSES = 5;
const MOST_FRAMES = 8;

/** Returns the names, the code and the place of an error. */
export function describeFailure(error: unknown): Failure {
  const chain = chainOf(error);
  if (chain.length === 0) return { error: `thrown ${typeof error}` };
  const errorCode = chain.map(codeOf).findLast((code) => code !== undefined);
  const at = framesOf(chain[0]);
  return {
    error: chain.map(({ name }) => plain(name)).join(": "),
    ...(errorCode && { errorCode }),
    ...(at.length > 0 && { at }),
  };
}

function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  let one = error;
  while (one instanceof Error && chain.length < MOST_CAUSES && !chain.includes(one)) {
    chain.push(one);
    one = one instanceof AggregateError ? (one.errors[0] ?? one.cause) : one.cause;
  }
  return chain;
}

/** Returns a name or a code if it is one word; anything else may be a message. */
const plain = (text: unknown) => (/^[\w.-]{1,60}$/.test(String(text)) ? String(text) : "Error");

function codeOf(error: Error): string | undefined {
  const code = "code" in error && !(error instanceof TRPCError) ? error.code : undefined;
  return typeof code === "string" && /^\w{1,40}$/.test(code) ? code : undefined;
}

/**
 * Returns the frames of a stack. It begins with the message, which may have any lines; only later ones are
 * frames.
 */
function framesOf(error: Error | undefined): string[] {
  const stack = error?.stack ?? "";
  const head = `${error?.name}: ${error?.message}`;
  const rest = stack.startsWith(head)
    ? stack.slice(head.length)
    : stack.slice(stack.lastIndexOf(error?.message ?? "") + (error?.message.length ?? 0));
  return rest
    .split("\n")
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => line.trim().slice(0, 200));
}
