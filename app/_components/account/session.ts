import { isRecord, reachJson, sentenceFor } from "@/app/_failures/unanswered";
import { SIGN_IN_ERRORS } from "@/server/auth/statements";
import { TIERS, type Tier } from "@/server/trpc/tiers";

export type Signed = { message: string; signature: string };

/** The refusals of the sign-in endpoints (server/auth/handler.ts). */
const REFUSALS = ["FOREIGN", "TOO_LARGE", ...Object.keys(SIGN_IN_ERRORS)];

/** Returns whether the JSON is one of our refusals. Any other error comes from a gateway. */
const isRefusal = (json: unknown): json is { message: string } =>
  isRecord(json) && REFUSALS.includes(String(json.error)) && typeof json.message === "string";

/**
 * Calls an endpoint of next-auth, without its client, which would add weight to every page. Throws an
 * UnansweredError where the answer is neither a refusal nor accepted by `isAnswer`.
 */
async function ask(
  url: string,
  isAnswer: (json: Record<string, unknown>) => boolean,
  init?: RequestInit,
): Promise<Record<string, unknown>> {
  const { json } = await reachJson(url, { cache: "no-store", ...init }, (answer, { ok }) =>
    ok ? isRecord(answer) && isAnswer(answer) : isRefusal(answer),
  );
  return isRecord(json) ? json : {};
}

async function post(action: string, fields: Record<string, string>): Promise<string | undefined> {
  try {
    const token = await ask("/api/auth/csrf", ({ csrfToken }) => typeof csrfToken === "string");
    if (isRefusal(token)) return token.message;
    const body = new URLSearchParams({ ...fields, csrfToken: String(token.csrfToken), json: "true" });
    const init: RequestInit = { method: "POST", body, redirect: "manual" };
    const answer = await ask(`/api/auth/${action}`, ({ url }) => typeof url === "string", init);
    return isRefusal(answer) ? answer.message : undefined;
  } catch (error) {
    return sentenceFor(error, SIGN_IN_ERRORS.UNAVAILABLE);
  }
}

/** Sends a signed message. Returns `undefined` when it opened a session, else the sentence of the refusal. */
export const openSession = async (signed: Signed) => await post("callback/siwe", signed);

/** Ends the session of this browser. Returns `undefined` on success, else the sentence of the refusal. */
export const closeSession = async () => await post("signout", {});

/**
 * Renews the session and returns its account; `null` when there is no session, `undefined` when the server does not
 * answer.
 */
export async function readSession(): Promise<
  { address: string; tier: Tier; displayName: string | null } | null | undefined
> {
  try {
    const answer = await ask(
      "/api/auth/session",
      (json) => isRecord(json.user) || Object.keys(json).length === 0,
    );
    if (isRefusal(answer)) return undefined;
    const { user } = answer;
    if (!isRecord(user)) return null;
    const tier = TIERS.find((one) => one === user.tier);
    const displayName = typeof user.name === "string" ? user.name : null;
    return tier ? { tier, address: String(user.address), displayName } : null;
  } catch {
    return undefined;
  }
}
