/** The text for each reason why a call got no answer of ours: something in between answered, or nothing did. */
export const UNANSWERED = {
  offline: "You are offline. Try again once you are connected.",
  unreachable: "EigenWatch could not be reached. Check your connection and try again.",
  busy: "EigenWatch does not answer right now. Please try again in a moment.",
  brokenOff: "The answer was cut off. Please try again.",
  refused:
    "Something between you and EigenWatch refused this, such as a company network or a VPN. Try another connection.",
  tooLarge: "Something between you and EigenWatch refused this because it is too large.",
  tooMany: "Something between you and EigenWatch accepts no more calls for now. Wait a minute and try again.",
  foreign:
    "Your network answered in place of EigenWatch. If it asks you to sign in, do that in another tab, then try again.",
} as const;
type Reason = keyof typeof UNANSWERED;

/** A call that got no answer from us; the message is a sentence for the person. */
export class UnansweredError extends Error {
  override name = "UnansweredError";
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(UNANSWERED[reason]);
    this.reason = reason;
  }
}

/** Returns whether a retry may succeed. */
export const mayHelpToRetry = (error: unknown): boolean =>
  error instanceof UnansweredError
    ? ["unreachable", "busy", "brokenOff"].includes(error.reason)
    : error instanceof Error && error.cause !== undefined && mayHelpToRetry(error.cause);

/**
 * Returns an error's sentence if it was written for people, else the fallback: messages of engines and libraries
 * are not.
 */
export const sentenceFor = (error: unknown, fallback: string): string =>
  error instanceof Error && ["TRPCClientError", "UnansweredError", "RefusedError"].includes(error.name)
    ? error.message
    : fallback;

/** Calls fetch, but throws an UnansweredError if nothing answers. An aborted call rejects as with fetch. */
export async function reach(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  return await fetch(url, init).catch((error: unknown) => {
    if (isGivenUp(error)) throw error;
    throw new UnansweredError(globalThis.navigator?.onLine === false ? "offline" : "unreachable");
  });
}

/**
 * Returns the response and its JSON, if `isOurs` recognises it. Throws an UnansweredError for everything else:
 * the error page of a gateway, the sign-in page of a network, half an answer, or none.
 */
export async function reachJson(
  url: string | URL | Request,
  init: RequestInit | undefined,
  isOurs: (json: unknown, response: Response) => boolean,
): Promise<{ response: Response; json: unknown }> {
  const response = await reach(url, init);
  const text = await textOf(response);
  const json = parse(text);
  if (json === undefined || !isOurs(json, response)) throw new UnansweredError(reasonOf(response));
  return { response, json };
}

/** Returns the body of a response. Throws an UnansweredError if it is cut off. */
export async function textOf(response: Response): Promise<string> {
  return await response.text().catch((error: unknown) => {
    throw isGivenUp(error) ? error : new UnansweredError("brokenOff");
  });
}

/** Returns why a response that is not ours may have come instead of ours. */
export function reasonOf({ status, headers }: Response): Reason {
  if (status === 413 || status === 414 || status === 431) return "tooLarge";
  if (status === 429) return "tooMany";
  if (status >= 500 || status === 408) return "busy";
  if (status >= 400) return "refused";
  return /json/.test(headers.get("content-type") ?? "") ? "brokenOff" : "foreign";
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isGivenUp = (error: unknown) => error instanceof Error && error.name === "AbortError";

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
